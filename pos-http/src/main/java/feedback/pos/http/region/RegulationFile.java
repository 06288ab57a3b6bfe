package feedback.pos.http.region;

import feedback.pos.calendar.WorkCalendar.DecreedDays;
import feedback.pos.calendar.WorkingHours;
import feedback.pos.catalog.Districts;
import feedback.pos.catalog.Routes;
import feedback.pos.deadline.Roll;
import feedback.pos.deadline.StageBudget;
import feedback.pos.deadline.StartRule;
import feedback.pos.deadline.Term;
import feedback.pos.message.TopicChoice.Mode;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Acceptance;
import feedback.pos.procedure.Policy;
import feedback.pos.procedure.Policy.ChainStep;
import feedback.pos.procedure.Policy.Retention;
import feedback.pos.procedure.Policy.Similarity;
import feedback.pos.refusal.Refusal;
import java.io.IOException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads regulation.json; what it leaves out is as {@link Policy#defaults} has it. */
final class RegulationFile {
    static final String NAME = "regulation.json";
    private static final Pattern CALENDAR = Pattern.compile("RU(-[A-Z]{2,3})?");

    private final Problems problems;
    private Policy usual = Policy.defaults();
    String region = "";
    String name = "";
    ZoneId zone = ZoneId.of("Europe/Moscow");
    String calendar = Region.RUSSIA;
    DecreedDays decreedDays = DecreedDays.WORKED;
    Policy policy = usual;
    int borderMetres = Routes.USUAL_BORDER_METRES;
    private long acceptanceLine;

    RegulationFile(Problems problems) {
        this.problems = problems;
    }

    void read(FolderSource folder) throws IOException {
        String text = CsvTable.text(folder, NAME, problems);
        if (text == null) {
            return;
        }
        try {
            JsonFields fields = new JsonFields(NAME, LocatedJson.read(text), problems);
            region = fields.text("region");
            name = fields.text("name");
            ZoneId given = fields.parsed("zone", true, ZoneId::of);
            zone = given == null ? zone : given;
            calendar = fields.text("calendar");
            if (!calendar.isEmpty() && !CALENDAR.matcher(calendar).matches()) {
                problems.add(NAME, fields.line(), "calendar must be RU or a region such as RU-KRS, not " + calendar);
            }
            decreedDays = fields.choice("decreedDays", DecreedDays.class, DecreedDays.WORKED);
            policy(fields);
            borderMetres(fields);
            fields.done();
        } catch (LocatedJson.NotJson e) {
            problems.add(NAME, e.line, String.valueOf(e.getMessage()));
        }
    }

    private void borderMetres(JsonFields fields) {
        int metres = fields.number("borderMetres", borderMetres);
        if (metres < 0 || metres > Districts.FARTHEST_METRES) {
            problems.add(NAME, fields.line(), "borderMetres must be 0 to " + Districts.FARTHEST_METRES);
        } else {
            borderMetres = metres;
        }
    }

    private void policy(JsonFields fields) {
        JsonFields terms = fields.object("terms");
        JsonFields stages = fields.object("stages");
        try {
            usual = preset(fields);
            policy = usual.edit()
                    .ordinary(term(terms, "ordinary", usual.ordinary()))
                    .fastTrack(term(terms, "fastTrack", usual.fastTrack()))
                    .appeal(term(terms, "appeal", usual.appeal()))
                    .roll(fields.choice("roll", Roll.class, usual.roll()))
                    .startRule(fields.choice("startRule", StartRule.class, usual.startRule()))
                    .workingHours(hours(fields, "workingHours", usual.workingHours()))
                    .grossFactor(fields.number("grossFactor", usual.grossFactor()))
                    .delivery(hours(fields, "delivery", usual.delivery()))
                    .ordinaryStages(budget(stages, "ordinary", usual.ordinaryStages()))
                    .fastTrackStages(budget(stages, "fastTrack", usual.fastTrackStages()))
                    .appealStages(budget(stages, "appeal", usual.appealStages()))
                    .ratingWindowDays(fields.number("ratingWindowDays", usual.ratingWindowDays()))
                    .maxRounds(fields.number("escalationMaxRounds", usual.maxRounds()))
                    .escalationMaxStars(fields.number("escalationMaxStars", usual.escalationMaxStars()))
                    .textLimit(fields.number("textLimit", usual.textLimit()))
                    .answerLimit(fields.number("answerLimit", usual.answerLimit()))
                    .commentLimit(fields.number("commentLimit", usual.commentLimit()))
                    .attachmentLimit(fields.number("attachmentLimit", usual.attachmentLimit()))
                    .questionLimit(fields.number("questionLimit", usual.questionLimit()))
                    .questionDays(fields.number("questionDays", usual.questionDays()))
                    .questionPauses(fields.flag("questionPauses", usual.questionPauses()))
                    .sureTopicSkipsModerator(fields.flag("sureTopicSkipsModerator", usual.sureTopicSkipsModerator()))
                    .appealExtensionDays(fields.number("appealExtensionDays", usual.appealExtensionDays()))
                    .extensionLimitDays(fields.number("extensionLimitDays", usual.extensionLimitDays()))
                    .chain(chain(fields))
                    .retention(retention(fields))
                    .acceptance(acceptance(fields))
                    .similarity(similarity(fields))
                    .crowd(fields.number("crowd", usual.crowd()))
                    .done();
        } catch (IllegalArgumentException e) {
            problems.add(NAME, fields.line(), String.valueOf(e.getMessage()));
        }
        if (terms != null) {
            terms.done();
        }
        if (stages != null) {
            stages.done();
        }
    }

    private Policy preset(JsonFields fields) {
        if (!fields.has("preset")) {
            return usual;
        }
        String name = fields.text("preset");
        return Policy.presets().contains(name) ? Policy.preset(name) : unknownPreset(fields, name);
    }

    private Policy unknownPreset(JsonFields fields, String name) {
        problems.add(NAME, fields.line(), "there is no preset " + name + ", only " + Policy.presets());
        return usual;
    }

    private WorkingHours hours(JsonFields fields, String name, WorkingHours otherwise) {
        JsonFields hours = fields.object(name);
        if (hours == null) {
            return otherwise;
        }
        try {
            LocalTime from = hours.parsed("from", true, LocalTime::parse);
            LocalTime to = hours.parsed("to", true, LocalTime::parse);
            return from == null || to == null ? otherwise : new WorkingHours(from, to);
        } catch (Refusal e) {
            problems.add(NAME, hours.line(), name + ": " + e.fields().get(0).text(Locale.ENGLISH));
            return otherwise;
        } finally {
            hours.done();
        }
    }

    private Retention retention(JsonFields fields) {
        JsonFields days = fields.object("retention");
        if (days == null) {
            return usual.retention();
        }
        try {
            return new Retention(days(days, "anonymizeAfterDays"), days(days, "removeAfterDays"));
        } catch (IllegalArgumentException e) {
            problems.add(NAME, days.line(), "retention: " + e.getMessage());
            return usual.retention();
        } finally {
            days.done();
        }
    }

    private Acceptance acceptance(JsonFields fields) {
        JsonFields acceptance = fields.object("acceptance");
        if (acceptance == null) {
            return usual.acceptance();
        }
        acceptanceLine = acceptance.line();
        Map<String, Mode> topics = new TreeMap<>();
        JsonFields byTopic = acceptance.object("topics");
        if (byTopic != null) {
            byTopic.names().forEach(topic -> topics.put(topic, byTopic.choice(topic, Mode.class, Mode.ON)));
        }
        try {
            return new Acceptance(
                    acceptance.choice("mode", Mode.class, usual.acceptance().mode()),
                    topics,
                    days(acceptance, "demotionHours"));
        } catch (IllegalArgumentException e) {
            problems.add(NAME, acceptance.line(), String.valueOf(e.getMessage()));
            return usual.acceptance();
        } finally {
            acceptance.done();
        }
    }

    /** What is said of topics must be said of those that there are. */
    void checkTopics(Predicate<String> known) {
        policy.acceptance().topics().keySet().stream()
                .sorted()
                .filter(known.negate())
                .forEach(topic ->
                        problems.add(NAME, acceptanceLine, "acceptance.topics names the unknown topic " + topic));
    }

    private Similarity similarity(JsonFields fields) {
        JsonFields given = fields.object("similarity");
        Similarity otherwise = usual.similarity();
        if (given == null) {
            return otherwise;
        }
        Map<String, Integer> byTopic = new LinkedHashMap<>(otherwise.metresByTopic());
        if (given.has("topics")) {
            for (LocatedJson item : given.list("topics")) {
                JsonFields topic = new JsonFields(NAME, item, problems);
                byTopic.put(topic.text("topic"), topic.number("metres", otherwise.citizenMetres()));
                topic.done();
            }
        }
        try {
            return new Similarity(
                    given.number("citizenMetres", otherwise.citizenMetres()),
                    given.number("officialMetres", otherwise.officialMetres()),
                    byTopic,
                    given.number("likenessPercent", (int) Math.round(100 * otherwise.likeness())) / 100.0,
                    given.number("days", otherwise.days()),
                    given.number("endedDays", otherwise.endedDays()));
        } catch (IllegalArgumentException e) {
            problems.add(NAME, given.line(), "similarity: " + e.getMessage());
            return otherwise;
        } finally {
            given.done();
        }
    }

    private static @Nullable Integer days(JsonFields fields, String name) {
        return fields.has(name) ? (Integer) fields.number(name, 0) : null;
    }

    private static Term term(@Nullable JsonFields terms, String name, Term otherwise) {
        Term term = terms == null ? null : terms.parsed(name, false, Term::parse);
        return term == null ? otherwise : term;
    }

    private StageBudget budget(@Nullable JsonFields stages, String name, StageBudget otherwise) {
        if (stages == null || !stages.has(name)) {
            return otherwise;
        }
        List<Integer> days = new ArrayList<>();
        for (LocatedJson item : stages.list(name)) {
            days.add(item.value() instanceof Integer day ? day : 0);
        }
        try {
            if (days.size() == 4) {
                return new StageBudget(days.get(0), days.get(1), days.get(2), days.get(3));
            }
            problems.add(NAME, stages.line(), "stages." + name + " must hold four whole numbers");
        } catch (RuntimeException e) {
            problems.add(NAME, stages.line(), "stages." + name + ": " + e.getMessage());
        }
        return otherwise;
    }

    private List<ChainStep> chain(JsonFields fields) {
        if (!fields.has("chain")) {
            return usual.chain();
        }
        List<ChainStep> chain = new ArrayList<>();
        for (LocatedJson item : fields.list("chain")) {
            JsonFields step = new JsonFields(NAME, item, problems);
            try {
                chain.add(new ChainStep(
                        step.choice("anchor", ChainStep.Anchor.class, ChainStep.Anchor.DUE),
                        step.number("days", 0),
                        step.number("hours", 0),
                        step.choice("role", Role.class, Role.COORDINATOR),
                        step.choice("place", ChainStep.Place.class, ChainStep.Place.HOLDER),
                        step.number("everyDays", 0),
                        step.number("times", 1),
                        step.flag("digest", false)));
            } catch (IllegalArgumentException e) {
                problems.add(NAME, step.line(), String.valueOf(e.getMessage()));
            }
            step.done();
        }
        return chain;
    }
}
