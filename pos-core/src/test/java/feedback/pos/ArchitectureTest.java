package feedback.pos;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

/** The rules of the house that a compiler does not know. The packages are a tower: every arrow runs down. */
@AnalyzeClasses(packages = "feedback.pos", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** From the ground up: a storey may stand on all that are below it. */
    private static final List<String> STOREYS = List.of(
            "text",
            "refusal",
            "tally",
            "calendar",
            "deadline",
            "organization",
            "catalog",
            "topic",
            "message",
            "moderation",
            "survey",
            "poll",
            "notice",
            "discussion",
            "search",
            "insight");

    /** They know the facts and not each other: only the door joins them. */
    private static final List<String> UNDER_THE_DOOR = List.of("procedure", "store", "codec");

    private static final String DOOR = "feedback.pos";

    @ArchTest
    static final ArchRule a_package_stands_on_what_is_below_it = tower();

    @ArchTest
    static final ArchRule every_package_has_its_place_in_the_tower = classes()
            .should()
            .resideInAnyPackage(Stream.concat(Stream.of(DOOR), storeys().map(ArchitectureTest::home))
                    .toArray(String[]::new))
            .because("a new package is put into the tower before anything stands on it")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule there_are_no_circles =
            slices().matching("feedback.pos.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule the_core_makes_no_thread = noClasses()
            .should()
            .accessTargetWhere(describe("threads or pools are made or borrowed", ArchitectureTest::leavesTheThread))
            .because("threads belong to the embedder")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule static_fields_are_final = fields().that()
            .areStatic()
            .should()
            .beFinal()
            .because("there is no global state")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule static_fields_hold_no_state = noFields()
            .that()
            .areStatic()
            .should()
            .haveRawType(canHoldState())
            .because("there is no global state")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule below_the_door_time_is_a_parameter = noClasses()
            .that()
            .resideOutsideOfPackage(DOOR)
            .should()
            .accessTargetWhere(describe("the machine's clock or zone is read", ArchitectureTest::readsTheClock))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule the_core_knows_no_database_and_no_http = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "java.net.http..",
                    "com.sun.net..",
                    "org.jdbi..",
                    "io.undertow..",
                    "feedback.pos.jdbc..",
                    "feedback.pos.http..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule the_core_prints_nothing = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.allowEmptyShould(true);

    @ArchTest
    static final ArchRule the_core_does_not_end_the_program =
            noClasses().should().callMethod(System.class, "exit", int.class).allowEmptyShould(true);

    private static ArchRule tower() {
        var tower = layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("door")
                .definedBy(DOOR);
        for (String storey : storeys().toList()) {
            tower = tower.layer(storey).definedBy(home(storey));
        }
        tower = tower.whereLayer(STOREYS.get(0)).mayNotAccessAnyLayer();
        for (int i = 1; i < STOREYS.size(); i++) {
            tower = tower.whereLayer(STOREYS.get(i))
                    .mayOnlyAccessLayers(STOREYS.subList(0, i).toArray(String[]::new));
        }
        for (String room : UNDER_THE_DOOR) {
            tower = tower.whereLayer(room).mayOnlyAccessLayers(STOREYS.toArray(String[]::new));
        }
        return tower.allowEmptyShould(true);
    }

    private static Stream<String> storeys() {
        return Stream.concat(STOREYS.stream(), UNDER_THE_DOOR.stream());
    }

    private static String home(String storey) {
        return DOOR + "." + storey + "..";
    }

    private static boolean leavesTheThread(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        boolean constructs = name.equals("<init>");
        return constructs && isOneOf(owner, Thread.class, Executor.class, Timer.class)
                || owner.isEquivalentTo(Executors.class)
                || owner.isEquivalentTo(ForkJoinPool.class)
                || owner.isAssignableTo(CompletableFuture.class) && name.endsWith("Async")
                || name.equals("parallelStream")
                || name.equals("parallel") && owner.getPackageName().equals("java.util.stream");
    }

    private static boolean readsTheClock(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        return owner.getPackageName().startsWith("java.time") && (name.equals("now") || name.startsWith("system"))
                || owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis")
                || owner.isEquivalentTo(ZoneId.class) && name.equals("systemDefault")
                || owner.isEquivalentTo(TimeZone.class) && name.equals("getDefault")
                || owner.isEquivalentTo(Date.class) && name.equals("<init>");
    }

    private static DescribedPredicate<JavaClass> canHoldState() {
        return resideInAnyPackage("java.util.concurrent..", "com.github.benmanes.caffeine..")
                .or(assignableTo(ThreadLocal.class))
                .as("a type that can hold state");
    }

    private static boolean isOneOf(JavaClass type, Class<?>... types) {
        return Arrays.stream(types).anyMatch(type::isAssignableTo);
    }
}
