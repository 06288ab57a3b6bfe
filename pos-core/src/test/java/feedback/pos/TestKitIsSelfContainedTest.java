package feedback.pos;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The kit is compiled together with the tests but published without them, so it must not lean on one. */
@AnalyzeClasses(packages = "feedback.pos.testkit")
class TestKitIsSelfContainedTest {

    @ArchTest
    static final ArchRule the_kit_uses_no_test_of_the_core = noClasses()
            .should()
            .dependOnClassesThat(describe("are left out of the kit", TestKitIsSelfContainedTest::isLeftOut))
            .allowEmptyShould(true);

    private static boolean isLeftOut(JavaClass type) {
        return !type.getPackageName().startsWith("feedback.pos.testkit")
                && type.getSource()
                        .map(source -> Location.of(source.getUri()).contains("/test-classes/"))
                        .orElse(false);
    }
}
