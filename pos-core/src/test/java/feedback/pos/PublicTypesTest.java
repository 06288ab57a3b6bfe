package feedback.pos;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What an embedder has to learn stays small enough to be learned. */
class PublicTypesTest {
    /** What an embedder of the main job has to know; routing by map and people took four: Districts, RouteStep, Roster, Load. */
    private static final Set<String> MAIN = Set.of(
            "feedback.pos",
            "feedback.pos.catalog",
            "feedback.pos.message",
            "feedback.pos.organization",
            "feedback.pos.procedure",
            "feedback.pos.refusal");

    @Test
    void the_main_packages_show_few_types() throws IOException {
        // Of late: the map, the roster and loads, why a message is where it is; what came of learning, how right the
        // model was,
        // and where it may decide; the door of polls, what came out of one and what checks it, how surely a voter is
        // known
        // Notices and Discussions; HeatQuestion; Insights, Views, Emerging
        shows(MAIN, 59);
    }

    /**
     * With what only extenders need: another calendar, another detector, another storage; and those who keep the auto-rules or show hints
     * to a moderator of their own (Rule, Rules, Admissibility, Hint). Surveys took nine: what is asked (Survey, Question, Label), what is answered
     * (Answers), what becomes of it (SurveyResults, CrossTable, Statistics, AnswerSheet), and what others write (SurveyJs). The count of votes took
     * seven: Election, Rule, Ties, Tally, Outcome, CountStep, Pabulib.
     */
    @Test
    void the_whole_core_shows_few_types() throws IOException {
        // Participation: Notices, Notice, Place, Cell,
        // Subscription; Discussions, Discussion, Subject, Post, Draft
        // Heat maps: HeatQuestion, HeatMap, and what hides people in them (Crowd, Merging, Release, FourWeeks);
        // what is counted of a bag: Indicator, Indicators; what is counted: Mark, Bag, Face, Fact, Grain, Figures,
        // PlainReading
        // Search: Wanted, Searchable, Highlight
        // Emerging problems: Emerging, Problem, Burst, Zone; Census, Scan and Course, which the door joins
        shows(exportedPackages(), 160);
    }

    private static void shows(Set<String> shown, int limit) throws IOException {

        List<String> types = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("feedback.pos").stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> shown.contains(type.getPackageName()))
                        .map(JavaClass::getName)
                        .sorted()
                        .toList();

        assertThat(types)
                .withFailMessage(() -> "%d public types, at most %d:%n%s"
                        .formatted(types.size(), limit, String.join(System.lineSeparator(), types)))
                .hasSizeLessThanOrEqualTo(limit);
    }

    private static Set<String> exportedPackages() throws IOException {
        try (InputStream descriptor = Files.newInputStream(Path.of("target", "classes", "module-info.class"))) {
            return ModuleDescriptor.read(descriptor).exports().stream()
                    .filter(export -> !export.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toSet());
        }
    }
}
