package dev.modelgate.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Set;

/**
 * What the structure promises, as rules over any root package: the project's own, and one with planted violations
 * that shows that each rule can fail.
 */
record Rules(String root) {

    /** The modules, from the bottom up; each may use those before it. */
    private static final List<String> MODULES = List.of("core", "eval", "registry", "cli");

    /** What a port may name although it belongs to the world of files and streams. */
    private static final Set<String> WORDS_OF_PORTS = Set.of(
            "java.io.IOException",
            "java.io.InputStream",
            "java.io.UncheckedIOException",
            "java.io.Serializable",
            "java.nio.file.Path",
            "java.nio.Buffer",
            "java.nio.FloatBuffer",
            "java.nio.LongBuffer",
            "java.nio.charset.StandardCharsets",
            "java.nio.charset.Charset",
            "java.security.MessageDigest",
            "java.security.NoSuchAlgorithmException");

    /** An allow-list: a new kind of dependency in the core has to be argued for here. */
    ArchRule coreUsesOnlyItsAllowList() {
        return classes()
                .that(resideInAPackage(root + ".core.."))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                root + ".core..",
                                "java.lang",
                                "java.lang.annotation",
                                "java.lang.invoke",
                                "java.lang.runtime",
                                "java.util",
                                "java.util.function",
                                "java.util.stream",
                                "java.util.regex",
                                "java.math",
                                "java.text",
                                "java.time..",
                                "com.google.common..",
                                "org.slf4j..",
                                "org.jspecify..",
                                "org.apache.commons.statistics..",
                                "")
                        .or(named(WORDS_OF_PORTS)))
                .as("the core uses the JDK's values, Guava, SLF4J, JSpecify and commons-statistics, and nothing else");
    }

    /** Time and chance come in through arguments, or the same input would not give the same verdict. */
    ArchRule coreReadsNoClockAndNoChance() {
        return noClasses()
                .that(resideInAPackage(root + ".core.."))
                .should()
                .callMethodWhere(readsTheWorld())
                .as("the core reads no clock, no environment and no randomness of its own");
    }

    /** Arrows only downwards. */
    ArchRule modulesUseOnlyThoseBelow(String module) {
        List<String> above = MODULES.subList(MODULES.indexOf(module) + 1, MODULES.size());
        return noClasses()
                .that(resideInAPackage(root + "." + module + ".."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        above.stream().map(name -> root + "." + name + "..").toArray(String[]::new)))
                .as("module " + module + " uses only modules below it");
    }

    static List<String> modulesWithSomethingAbove() {
        return MODULES.subList(0, MODULES.size() - 1);
    }

    ArchRule packagesHaveNoCycles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    /** Adapters of the same or another port know each other only through the ports of the core. */
    ArchRule adaptersReachEachOtherThroughPortsOnly(List<String> adapters) {
        return slices().assignedFrom(adapterOf(adapters))
                .should()
                .notDependOnEachOther()
                .as("adapters reach each other through ports only");
    }

    /** Whoever embeds the gate can do what the command, the goals and CI do: those use what is published, and no more. */
    ArchRule frontEndsUseOnlyWhatIsPublished(List<String> frontEnds, List<String> unpublished) {
        return noClasses()
                .that(resideInAnyPackage(inRoot(frontEnds)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(inRoot(unpublished)))
                .orShould()
                .callMethodWhere(opensWhatIsClosed())
                .as("front ends use only what is published");
    }

    private String[] inRoot(List<String> packages) {
        return packages.stream().map(name -> root + "." + name + "..").toArray(String[]::new);
    }

    private SliceAssignment adapterOf(List<String> adapters) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return adapters.stream()
                        .filter(adapter -> isIn(type, root + "." + adapter))
                        .findFirst()
                        .map(SliceIdentifier::of)
                        .orElse(SliceIdentifier.ignore());
            }

            @Override
            public String getDescription() {
                return "adapters " + adapters;
            }
        };
    }

    private static boolean isIn(JavaClass type, String name) {
        return type.getPackageName().equals(name) || type.getPackageName().startsWith(name + ".");
    }

    private static DescribedPredicate<JavaClass> named(Set<String> names) {
        return DescribedPredicate.describe(
                "words of ports",
                type -> names.contains(type.getBaseComponentType().getName()));
    }

    private static DescribedPredicate<JavaMethodCall> opensWhatIsClosed() {
        return DescribedPredicate.describe(
                "open what is closed by reflection",
                call -> call.getTargetOwner().getName().startsWith("java.lang.reflect.")
                        && call.getTarget().getName().equals("setAccessible"));
    }

    private static DescribedPredicate<JavaMethodCall> readsTheWorld() {
        return DescribedPredicate.describe("read a clock, the environment or chance", call -> {
            String owner = call.getTargetOwner().getName();
            String name = call.getTarget().getName();
            boolean now = owner.startsWith("java.time.") && (name.equals("now") || name.startsWith("system"));
            boolean system = owner.equals("java.lang.System")
                    && Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty")
                            .contains(name);
            boolean chance = owner.equals("java.lang.Math") && name.equals("random");
            return now || system || chance;
        });
    }
}
