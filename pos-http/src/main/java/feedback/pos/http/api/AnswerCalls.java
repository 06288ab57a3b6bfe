package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Pos;
import feedback.pos.poll.Poll;
import feedback.pos.poll.Questions;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.BallotBox.Judgement;
import feedback.pos.store.BallotBox.Text;
import feedback.pos.survey.Answers;
import feedback.pos.survey.Survey;
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
                Route.post(PollCalls.POLL + "/texts", Access.OFFICIAL, this::judge));
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
}
