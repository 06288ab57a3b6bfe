package feedback.pos.survey;

import feedback.pos.survey.Question.Choice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the counters of a survey are named, and what moves them. Names of questions have neither {@code =} nor dot nor colon, so no two can be mixed up. */
final class Counters {
    static final String ALL = ":all";

    private Counters() {}

    static String shown(String question) {
        return question + ":shown";
    }

    static String row(String question, String row) {
        return question + "." + row;
    }

    static String chosen(String asked, String code) {
        return asked + "=" + code;
    }

    static String points(String question, String code) {
        return question + ":points=" + code;
    }

    static Map<String, Long> ticks(Survey survey, Answers answers) {
        Map<String, Long> ticks = new LinkedHashMap<>();
        ticks.put(ALL, 1L);
        for (Question question : survey.questions()) {
            String name = question.name();
            if (answers.visible().contains(name)) {
                ticks.put(shown(name), 1L);
            }
            Given given = answers.given(name);
            if (!(given instanceof Given.Empty)) {
                ticks.put(name, 1L);
                answer(ticks, question, given);
            }
        }
        return ticks;
    }

    private static void answer(Map<String, Long> ticks, Question question, Given given) {
        String name = question.name();
        if (given instanceof Given.Code one) {
            ticks.put(chosen(name, one.code()), 1L);
        } else if (given instanceof Given.Codes several) {
            several.codes().forEach(code -> ticks.put(chosen(name, code), 1L));
            if (question instanceof Question.Ranking ranking) {
                points(ranking, several.codes()).forEach((code, points) -> ticks.put(points(name, code), points));
            }
        } else if (given instanceof Given.Rows rows) {
            rows.columns().forEach((row, column) -> {
                ticks.put(row(name, row), 1L);
                ticks.put(chosen(row(name, row), column), 1L);
            });
        } else if (given instanceof Given.Num num && question instanceof Question.Scale) {
            ticks.put(chosen(name, num.number().toPlainString()), 1L);
        }
    }

    /** Points by Borda: of n choices the first one gets n − 1, the next one less; the last, and those that were not put in order, get none. */
    static Map<String, Long> points(Question.Ranking ranking, List<String> order) {
        Map<String, Long> points = new LinkedHashMap<>();
        long next = ranking.choices().size() - 1L;
        for (String code : order) {
            if (next > 0) {
                points.put(code, next);
            }
            next--;
        }
        return points;
    }

    /** What can be chosen of a question, in order: choices, or the steps of a scale. */
    static List<String> codes(Question question, String row) {
        if (question instanceof Question.Scale scale) {
            List<String> steps = new java.util.ArrayList<>();
            for (int step = scale.min(); step <= scale.max(); step += scale.step()) {
                steps.add(Integer.toString(step));
            }
            return steps;
        }
        return Codes.choices(question, row.isEmpty() ? null : row).stream()
                .map(Choice::code)
                .toList();
    }
}
