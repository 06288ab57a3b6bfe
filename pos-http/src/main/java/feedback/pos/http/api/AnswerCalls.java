package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.PollAnswers;
import feedback.pos.Pos;
import feedback.pos.http.table.CsvTable;
import feedback.pos.http.table.TableWriter;
import feedback.pos.http.table.XlsxTable;
import feedback.pos.poll.Poll;
import feedback.pos.poll.Questions;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.BallotBox.Judgement;
import feedback.pos.store.BallotBox.Text;
import feedback.pos.survey.AnswerSheet;
import feedback.pos.survey.Answers;
import feedback.pos.survey.CrossTable;
import feedback.pos.survey.Statistics;
import feedback.pos.survey.Survey;
import feedback.pos.survey.SurveyJs;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers to surveys: looked at while they are filled in, and what was written freely, which is moderated. */
final class AnswerCalls {
    private static final int MOST_TEXTS = 200;

    private final Pos pos;

    AnswerCalls(Pos pos) {
        this.pos = pos;
    }

    List<Route> routes() {
        return List.of(
                Route.post(PollCalls.POLL + "/check", Access.ANYBODY, this::check),
                Route.get(PollCalls.POLL + "/texts", Access.ANYBODY, this::texts),
                Route.post(PollCalls.POLL + "/texts", Access.OFFICIAL, this::judge),
                Route.get(PollCalls.POLL + "/cross", Access.ANYBODY, this::cross),
                Route.get(PollCalls.POLL + "/statistics", Access.ANYBODY, this::statistics),
                Route.get(PollCalls.POLL + "/answers.csv", Access.OFFICIAL, this::csv),
                Route.get(PollCalls.POLL + "/answers.xlsx", Access.OFFICIAL, this::xlsx),
                Route.get(PollCalls.POLL + "/surveyjs", Access.ANYBODY, this::surveyJs),
                Route.post("/api/v1/surveys/surveyjs", Access.OFFICIAL, this::fromSurveyJs));
    }

    static Survey survey(Poll poll) {
        if (poll.plan().ask() instanceof Questions questions) {
            return questions.survey();
        }
        throw Refusal.of(Reason.CONFLICT, "poll.noSurvey");
    }

    /** Which questions are asked now, and what is wrong so far; keeps nothing. */
    private Reply check(Call call) {
        Survey survey = survey(PollCalls.poll(pos, call));
        Body body = call.requiredBody();
        String choices = body.json("choices");
        body.done();
        Answers.Draft draft = survey.check(choices == null ? "{}" : choices);
        ObjectNode node = Json.object().put("answered", draft.answered()).put("required", draft.required());
        ArrayNode visible = node.putArray("visible");
        draft.visible().forEach(visible::add);
        node.set("errors", errors(draft.wrong(), call.locale()));
        return Reply.json(node);
    }

    private static ArrayNode errors(List<Field> wrong, Locale locale) {
        ArrayNode errors = Json.array();
        for (Field field : wrong) {
            errors.addObject().put("field", Questions.place(field.field())).put("message", field.text(locale));
        }
        return errors;
    }

    private Reply texts(Call call) {
        Query query = call.query();
        String question = query.required("question");
        Judgement judgement = query.choice("judgement", Judgement.class);
        @Nullable Text after = query.read("after", AnswerCalls::place);
        int limit = Pages.limit(query);
        query.done();
        Poll poll = PollCalls.poll(pos, call);
        survey(poll);
        List<Text> found = pos.polls()
                .texts(
                        poll.id(),
                        question,
                        judgement == null ? Judgement.SHOWN : judgement,
                        after,
                        Math.min(limit, MOST_TEXTS) + 1,
                        call.actor());
        List<Text> page = found.size() > limit ? found.subList(0, limit) : found;
        ArrayNode items = Json.array();
        for (Text text : page) {
            items.addObject()
                    .put("chain", text.chain())
                    .put("position", text.position())
                    .put("question", text.question())
                    .put("judgement", text.judgement().name())
                    .put("text", text.body());
        }
        Text last = found.size() > limit ? page.get(limit - 1) : null;
        return Reply.json(Pages.of(items, last == null ? null : Cursor.of(last.chain() + " " + last.position())));
    }

    private static Text place(String cursor) {
        String[] parts = Cursor.place(cursor).split(" ", 3);
        if (parts.length != 2 || !parts[0].matches("\\d{1,2}") || !parts[1].matches("\\d{1,18}")) {
            throw Cursor.unreadable();
        }
        return new Text(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), "", Judgement.PENDING, "");
    }

    private Reply judge(Call call) {
        Body body = call.requiredBody();
        String question = body.required("question");
        int chain = body.integer("chain", 0, 15);
        int position = body.integer("position", 1, Integer.MAX_VALUE);
        Judgement judgement = body.required("judgement", Judgement.SHOWN);
        body.done();
        pos.polls().judge(PollCalls.id(call), chain, position, question, judgement, call.actor());
        return Reply.json(Json.object()
                .put("question", question)
                .put("chain", chain)
                .put("position", position)
                .put("judgement", judgement.name()));
    }

    private Reply cross(Call call) {
        Query query = call.query();
        String rows = query.required("rows");
        String columns = query.required("columns");
        query.done();
        CrossTable.Table table = pos.polls().answers().table(PollCalls.id(call), rows, columns, call.actor());
        ObjectNode node = Json.object()
                .put("rows", table.rows())
                .put("columns", table.columns())
                .put("all", table.all());
        table.rowCodes().forEach(node.putArray("rowCodes")::add);
        table.columnCodes().forEach(node.putArray("columnCodes")::add);
        ArrayNode cells = node.putArray("cells");
        table.cells().forEach(row -> {
            ArrayNode line = cells.addArray();
            row.forEach(line::add);
        });
        table.rowTotals().forEach(node.putArray("rowTotals")::add);
        table.columnTotals().forEach(node.putArray("columnTotals")::add);
        return Reply.json(node);
    }

    private Reply statistics(Call call) {
        Statistics statistics = pos.polls().answers().statistics(PollCalls.id(call), call.actor());
        ObjectNode node = Json.object();
        ArrayNode numbers = node.putArray("numbers");
        for (Statistics.Distribution each : statistics.numbers()) {
            numbers.addObject()
                    .put("question", each.question())
                    .put("count", each.count())
                    .put("mean", each.mean())
                    .put("min", each.min())
                    .put("lower", each.lower())
                    .put("median", each.median())
                    .put("upper", each.upper())
                    .put("max", each.max())
                    .put("blur", each.blur());
        }
        ArrayNode rankings = node.putArray("rankings");
        for (Statistics.Ranked each : statistics.rankings()) {
            ObjectNode one =
                    rankings.addObject().put("question", each.question()).put("count", each.count());
            ObjectNode points = one.putObject("points");
            each.points().forEach(points::put);
            ObjectNode firsts = one.putObject("firsts");
            each.firsts().forEach(firsts::put);
        }
        ArrayNode dates = node.putArray("dates");
        for (Statistics.Dates each : statistics.dates()) {
            ObjectNode months =
                    dates.addObject().put("question", each.question()).putObject("months");
            each.months().forEach((month, number) -> months.put(month.toString(), number));
        }
        return Reply.json(node);
    }

    private Reply csv(Call call) {
        return table(call, "csv", "text/csv; charset=utf-8", CsvTable::russian);
    }

    private Reply xlsx(Call call) {
        return table(
                call,
                "xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                out -> XlsxTable.on(out, "answers"));
    }

    private interface Opening {
        TableWriter on(OutputStream out) throws IOException;
    }

    private Reply table(Call call, String suffix, String type, Opening opening) {
        Query query = call.query();
        boolean hasCodes = Boolean.TRUE.equals(query.flag("codes"));
        query.done();
        Poll poll = PollCalls.poll(pos, call);
        PollAnswers answers = pos.polls().answers();
        answers.requireKeeper(poll.id(), call.actor());
        AnswerSheet sheet =
                hasCodes ? AnswerSheet.withCodes(survey(poll)) : AnswerSheet.withLabels(survey(poll), call.locale());
        return Reply.streamed(type, out -> {
                    try (TableWriter writer = opening.on(out)) {
                        List<Object> heads = new ArrayList<>(List.of("channel", "person"));
                        heads.addAll(sheet.heads());
                        writer.row(heads);
                        answers.each(poll.id(), call.actor(), (channel, person, canonical, texts) -> {
                            List<Object> cells = new ArrayList<>(List.of(channel, person == null ? "" : person));
                            cells.addAll(sheet.row(canonical, texts));
                            writer.row(cells);
                        });
                    }
                })
                .with(Headers.CONTENT_DISPOSITION, "attachment; filename=\"poll-" + poll.id() + "." + suffix + "\"");
    }

    private Reply surveyJs(Call call) {
        Poll poll = PollCalls.poll(pos, call);
        byte[] json = SurveyJs.write(survey(poll)).getBytes(StandardCharsets.UTF_8);
        return Reply.of(Reply.JSON, ByteBuffer.wrap(json));
    }

    /** Gives back what would stand in {@code survey} of a poll, and names what was left out; keeps nothing. */
    private Reply fromSurveyJs(Call call) {
        Body body = call.requiredBody();
        String document = body.json("document");
        if (document == null) {
            body.wrong("document", "field.missing");
        }
        boolean lenient = body.flag("lenient", false);
        body.done();
        SurveyJs.Imported imported = SurveyJs.read(document == null ? "" : document, lenient);
        ObjectNode node = Json.object();
        node.set("survey", Json.readObject(imported.survey().toJson().getBytes(StandardCharsets.UTF_8)));
        ArrayNode leftOut = node.putArray("leftOut");
        for (SurveyJs.LeftOut each : imported.leftOut()) {
            leftOut.addObject()
                    .put("field", each.what().field())
                    .put("message", each.what().text(call.locale()))
                    .put("changesMeaning", each.changesMeaning());
        }
        return Reply.json(node);
    }
}
