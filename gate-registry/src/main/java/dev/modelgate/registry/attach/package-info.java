/**
 * Why a release was let through, put beside its bytes. {@link dev.modelgate.registry.attach.EvidenceAttachment} is the
 * use case.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.attach;
