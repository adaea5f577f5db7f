package dev.modelgate.registry.artifact.oci;

/** The names of the formats in use: OCI image spec 1.1, and CNCF ModelPack model-spec v1. */
final class MediaTypes {

    static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    static final String OCI_EMPTY = "application/vnd.oci.empty.v1+json";

    static final String MODEL = "application/vnd.cncf.model.manifest.v1+json";
    static final String MODEL_CONFIG = "application/vnd.cncf.model.config.v1+json";
    static final String WEIGHT = "application/vnd.cncf.model.weight.v1.raw";
    static final String WEIGHT_CONFIG = "application/vnd.cncf.model.weight.config.v1.raw";
    static final String CODE = "application/vnd.cncf.model.code.v1.raw";
    static final String DOC = "application/vnd.cncf.model.doc.v1.raw";

    /** The path of a layer's one file in the bundle. */
    static final String FILEPATH = "org.cncf.model.filepath";

    /** The same, as tools that know no models read it. */
    static final String TITLE = "org.opencontainers.image.title";

    static final String CANONICAL_SHA = "dev.modelgate.canonical-sha";
    static final String PARENT = "dev.modelgate.parent";

    private MediaTypes() {}
}
