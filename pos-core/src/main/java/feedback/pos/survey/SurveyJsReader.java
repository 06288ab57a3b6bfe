package feedback.pos.survey;

import com.fasterxml.jackson.databind.JsonNode;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.survey.Question.Asked;
import feedback.pos.survey.Survey.Quota;
import feedback.pos.survey.Survey.Section;
import feedback.pos.survey.SurveyJs.Imported;
import feedback.pos.survey.SurveyJs.LeftOut;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a SurveyJS document: pages and panels become sections, in the order in which they are read. A panel within a page is a section of its
 * own, what follows it in the page is one more. Used once.
 */
final class SurveyJsReader {
    /** Questions and sections nobody can take are put out one after the other; there are not more of them. */
    private static final int MOST_ROUNDS = 500;

    private static final int MOST_NAMED = 400;
    private static final int DEEPEST = 10;

    private final String json;
    private final boolean lenient;
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<Draft> sections = new ArrayList<>();
    private final List<Quota> quotas = new ArrayList<>();
    private final List<String> quotaPaths = new ArrayList<>();

    /** A section being gathered. */
    private static final class Draft {
        final String path;
        final @Nullable Label title;
        final @Nullable Label description;

        @Nullable
        String visibleIf;

        final List<Question> questions = new ArrayList<>();
        final List<String> paths = new ArrayList<>();

        Draft(String path, @Nullable Label title, @Nullable Label description, @Nullable String visibleIf) {
            this.path = path;
            this.title = title;
            this.description = description;
            this.visibleIf = visibleIf;
        }
    }

    SurveyJsReader(String json, boolean lenient) {
        this.json = json;
        this.lenient = lenient;
    }

    Imported imported() {
        if (json.length() > Survey.MOST_CHARACTERS) {
            throw Refusal.of(Reason.TOO_LARGE, "text.tooLong", Survey.MOST_CHARACTERS);
        }
        JsonNode document = Json.read(json);
        if (!document.isObject()) {
            throw Refusal.of(Reason.MALFORMED, "survey.object");
        }
        SurveyJsNode root = new SurveyJsNode("", document, leftOut);
        Label title = root.label("title");
        Label description = root.label("description");
        root.value("locale");
        JsonNode clear = root.value("clearInvisibleValues");
        if (clear != null
                && !clear.asText().equals("onComplete")
                && !clear.asText().equals("onHidden")) {
            root.leave("clearInvisibleValues", true, "surveyjs.property", "clearInvisibleValues");
        }
        for (SurveyJsNode page : root.objects("pages", Survey.MOST_SECTIONS)) {
            page.value("name");
            section(page, null, 0);
        }
        if (root.value("elements", "questions") != null) {
            Draft only = new Draft("", null, null, null);
            sections.add(only);
            elements(root, only, 0);
        }
        for (SurveyJsNode quota : root.objects("posQuotas", Survey.MOST_QUOTAS)) {
            quotas.add(new Quota(quota.text("name"), quota.text("condition"), quota.whole("limit", 0)));
            quotaPaths.add(quota.path());
            quota.end(Set.of());
        }
        root.end(SurveyJsWords.ROOT);
        sections.removeIf(section -> section.questions.isEmpty());
        Survey survey = survey(title, description);
        List<Field> meant = leftOut.stream()
                .filter(LeftOut::changesMeaning)
                .map(LeftOut::what)
                .limit(MOST_NAMED)
                .toList();
        if (!lenient && !meant.isEmpty()) {
            throw Refusal.of(Reason.INVALID_VALUE, "fields.wrong").withFields(meant);
        }
        return new Imported(survey, leftOut);
    }

    private void section(SurveyJsNode node, @Nullable String outer, int depth) {
        String visibleIf = joined(outer, condition(node));
        Draft section = new Draft(node.path(), node.label("title"), node.label("description"), visibleIf);
        sections.add(section);
        elements(node, section, depth);
        node.end(SurveyJsWords.ELEMENT);
    }

    private void elements(SurveyJsNode node, Draft first, int depth) {
        Draft section = first;
        String name = node.value("elements") != null ? "elements" : "questions";
        List<SurveyJsNode> elements = node.objects(name, Survey.MOST_QUESTIONS);
        for (SurveyJsNode element : elements) {
            String type = element.text("type");
            if (type.equals("panel") || element.value("elements") != null) {
                element.value("name");
                if (depth >= DEEPEST) {
                    element.leave("", true, "surveyjs.type", "panel");
                    continue;
                }
                section(element, first.visibleIf, depth + 1);
                section = new Draft(first.path, null, null, first.visibleIf);
                sections.add(section);
                continue;
            }
            Question question = question(element, type);
            if (question != null) {
                section.questions.add(question);
                section.paths.add(element.path());
            }
        }
        if (elements.isEmpty()) {
            node.leave("", false, "surveyjs.empty");
        }
    }

    private @Nullable Question question(SurveyJsNode node, String type) {
        String name = node.text("name");
        Label title = node.label("title");
        boolean required = node.flag("isRequired");
        SurveyJsQuestion reader = new SurveyJsQuestion(node, type);
        if (!reader.isKnown()) {
            node.leave("", true, "surveyjs.type", Characters.shown(type, 60));
            return null;
        }
        if (name.isEmpty()
                || name.length() > 40
                || !name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-')) {
            node.leave("name", true, "surveyjs.name", Characters.shown(name, 60));
            return null;
        }
        Label description = node.label("description");
        boolean everyRow = type.equals("matrix") && node.flag("isAllRowRequired", "eachRowRequired");
        Asked asked = new Asked(
                name, title == null ? Label.of(name) : title, description, required || everyRow, condition(node));
        Question question = reader.read(asked, everyRow);
        node.end(SurveyJsWords.ELEMENT);
        return question;
    }

    private static @Nullable String condition(SurveyJsNode node) {
        String text = node.text("visibleIf");
        return text.isBlank() ? null : text;
    }

    private static @Nullable String joined(@Nullable String outer, @Nullable String inner) {
        if (outer == null || inner == null) {
            return outer == null ? inner : outer;
        }
        return "(" + outer + ") and (" + inner + ")";
    }

    /** The survey; what it does not allow is named where it stands in the document, and left out until the rest will do. */
    private Survey survey(@Nullable Label title, @Nullable Label description) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (sections.isEmpty()) {
                List<Field> all =
                        leftOut.stream().map(LeftOut::what).limit(MOST_NAMED).toList();
                throw Refusal.of(Reason.INVALID_VALUE, "surveyjs.nothing").withFields(all);
            }
            List<Section> made = sections.stream()
                    .map(each -> new Section(each.title, each.description, each.visibleIf, each.questions))
                    .toList();
            try {
                return Survey.of(title, description, made, quotas);
            } catch (Refusal refusal) {
                if (!without(refusal.fields())) {
                    throw refusal;
                }
            }
        }
        throw Refusal.of(Reason.INVALID_VALUE, "surveyjs.nothing");
    }

    /** Names the faults and takes out what has them; false where it is nothing that can be taken out. */
    private boolean without(List<Field> faults) {
        Map<String, String> places = new HashMap<>();
        for (int i = 0; i < sections.size(); i++) {
            Draft section = sections.get(i);
            places.put("sections[" + i + "]", section.path);
            for (int j = 0; j < section.paths.size(); j++) {
                places.put("sections[" + i + "].questions[" + j + "]", section.paths.get(j));
            }
        }
        for (int i = 0; i < quotas.size(); i++) {
            places.put("quotas[" + i + "]", quotaPaths.get(i));
        }
        Set<String> faulty = new HashSet<>();
        for (Field fault : faults) {
            String path = fault.field();
            int cut = path.length();
            while (cut > 0 && !places.containsKey(path.substring(0, cut))) {
                cut = path.lastIndexOf('.', cut - 1);
            }
            if (cut <= 0) {
                return false;
            }
            String place = path.substring(0, cut);
            String rest = path.substring(cut);
            leftOut.add(new LeftOut(new Field(places.get(place) + rest, fault.key(), fault.args()), true));
            faulty.add(rest.equals(".visibleIf") ? path : place);
        }
        takeOut(faulty);
        return true;
    }

    private void takeOut(Set<String> faulty) {
        for (int i = sections.size() - 1; i >= 0; i--) {
            Draft section = sections.get(i);
            String place = "sections[" + i + "]";
            for (int j = section.questions.size() - 1; j >= 0; j--) {
                String at = place + ".questions[" + j + "]";
                if (faulty.contains(at)) {
                    section.questions.remove(j);
                    section.paths.remove(j);
                } else if (faulty.contains(at + ".visibleIf")) {
                    section.questions.set(j, SurveyJsQuestion.alwaysAsked(section.questions.get(j)));
                }
            }
            if (faulty.contains(place + ".visibleIf")) {
                section.visibleIf = null;
            }
            if (faulty.contains(place) || section.questions.isEmpty()) {
                sections.remove(i);
            }
        }
        for (int i = quotas.size() - 1; i >= 0; i--) {
            if (faulty.contains("quotas[" + i + "]")) {
                quotas.remove(i);
                quotaPaths.remove(i);
            }
        }
    }
}
