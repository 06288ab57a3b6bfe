package feedback.pos.testkit;

import feedback.pos.survey.Survey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A survey of 40 questions of every kind, with conditions and quotas, and answers to it: «Комфортная городская среда». */
public final class SampleSurvey {
    private SampleSurvey() {}

    /** The survey as JSON. */
    public static String json() {
        return read("comfortable-town.json");
    }

    /** The survey. */
    public static Survey survey() {
        return Survey.parse(json());
    }

    /** Answers that the survey takes, as JSON; one of them is a text that a table would take for a formula. */
    public static String answers() {
        return read("comfortable-town-answers.json");
    }

    private static String read(String name) {
        try (InputStream in = SampleSurvey.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
