package feedback.pos.http.api;

import feedback.pos.Pos;
import feedback.pos.message.Point;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Assurance;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.poll.Ask;
import feedback.pos.poll.Electorate;
import feedback.pos.poll.Electorate.Access;
import feedback.pos.poll.Poll.Plan;
import feedback.pos.poll.Project;
import feedback.pos.poll.ProjectVote;
import feedback.pos.poll.ProjectVote.Count;
import feedback.pos.poll.ProjectVote.Form;
import feedback.pos.poll.Questions;
import feedback.pos.poll.VoteChannel;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import feedback.pos.survey.Survey;
import feedback.pos.tally.Rule;
import feedback.pos.tally.Ties;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a poll from a request: what is left out gets what is usual. */
final class PollForm {
    private static final int MOST = 1_000;
    private static final int MOST_BALLOTS = 1_000_000_000;

    private final Pos pos;

    PollForm(Pos pos) {
        this.pos = pos;
    }

    Plan read(Body body, Actor by) {
        String title = body.required("title");
        String description = body.text("description");
        String organization = body.text("organization");
        Territory territory = territory(body, "territory");
        Electorate electorate = electorate(body.object("electorate"));
        boolean secret = body.flag("secret", true);
        boolean revoting = body.flag("revoting", false);
        boolean live = body.flag("live", false);
        var opens = body.instant("opens");
        var closes = body.instant("closes");
        Ask ask = ask(body);
        body.done();
        return new Plan(
                organization == null ? own(by) : organization,
                title,
                description,
                Objects.requireNonNull(ask, "refused by now"),
                electorate,
                secret,
                revoting,
                live,
                opens,
                closes,
                territory);
    }

    /** Where one keeps polls, if nothing is said: the same place for the same person, always. */
    private String own(Actor by) {
        return by.grants().stream()
                .filter(grant -> grant.role() == Role.POLL_MANAGER || grant.role() == Role.ADMINISTRATOR)
                .map(Grant::organization)
                .min(Comparator.comparing((String id) ->
                                pos.regulation().directory().path(id).size())
                        .thenComparing(id -> id))
                .orElse(pos.regulation().root());
    }

    private @Nullable Ask ask(Body body) {
        Body vote = body.object("vote");
        String survey = body.json("survey");
        if ((vote == null) == (survey == null)) {
            body.wrong("vote", "poll.voteOrSurvey");
            return null;
        }
        return vote != null ? vote(vote) : survey(Objects.requireNonNull(survey), body);
    }

    private static @Nullable Ask survey(String json, Body body) {
        try {
            return new Questions(Survey.parse(json));
        } catch (Refusal e) {
            if (e.fields().isEmpty()) {
                body.wrong("survey", e.key(), e.args().toArray());
            }
            for (Field field : e.fields()) {
                body.wrong("survey." + field.field(), field.key(), field.args().toArray());
            }
            return null;
        }
    }

    private static @Nullable Territory territory(Body body, String name) {
        String text = body.text(name);
        try {
            return text == null ? null : new Territory(text);
        } catch (Refusal e) {
            body.wrong(name, e.key());
            return null;
        }
    }

    private static Electorate electorate(@Nullable Body given) {
        if (given == null) {
            return Electorate.everybody();
        }
        Access access = given.choice("access", Access.class);
        Integer minAge = given.has("minAge") ? Integer.valueOf(given.integer("minAge", 0, 120)) : null;
        Set<Territory> territories = new HashSet<>();
        List<String> texts = given.texts("territories");
        for (int i = 0; i < texts.size(); i++) {
            try {
                territories.add(new Territory(texts.get(i)));
            } catch (Refusal e) {
                given.wrong("territories[" + i + "]", e.key());
            }
        }
        if (territories.size() > MOST) {
            given.wrong("territories", "list.tooLong", MOST);
            territories.clear();
        }
        Assurance assurance = given.choice("assurance", Assurance.class);
        Set<VoteChannel> channels = given.choices("channels", VoteChannel.class);
        given.end();
        return new Electorate(
                access == null ? Access.PERSONS : access,
                minAge,
                territories,
                assurance == null ? Assurance.NONE : assurance,
                channels);
    }

    private static @Nullable ProjectVote vote(Body body) {
        Form chosen = body.choice("form", Form.class);
        Form form = chosen == null ? Form.ONE : chosen;
        List<Project> projects = new ArrayList<>();
        for (Body each : body.objects("projects")) {
            projects.add(project(each, projects.size() + 1));
        }
        if (projects.isEmpty()) {
            body.wrong("projects", "field.missing");
        }
        int all = Math.max(1, projects.size());
        int min = body.integer("min", 1, MOST, 1);
        int max = body.integer("max", 1, MOST, form == Form.ONE ? 1 : all);
        boolean takesPoints = form == Form.SCORE || form == Form.CUMULATIVE;
        int points = body.integer("points", takesPoints ? 1 : 0, MOST, takesPoints ? 10 : 0);
        BigDecimal budget = body.decimal("budget");
        String given = body.text("rule");
        String spelled = given == null ? usual(form, budget) : given;
        int minimum = body.integer("minimum", 0, MOST_BALLOTS, 0);
        String ties = body.text("ties");
        int quorum = body.integer("quorum", 0, MOST_BALLOTS, 0);
        body.end();
        try {
            Rule rule = Rule.of(spelled);
            return new ProjectVote(
                    form,
                    projects,
                    min,
                    max,
                    points,
                    budget,
                    new Count(
                            rule.toString(),
                            minimum,
                            ties == null ? Ties.usual(rule).toString() : ties,
                            quorum));
        } catch (Refusal e) {
            for (Field field : e.fields()) {
                String place = field.field();
                body.wrong(
                        place.startsWith("vote.") ? place.substring(5) : place,
                        field.key(),
                        field.args().toArray());
            }
            return null;
        }
    }

    private static String usual(Form form, @Nullable BigDecimal budget) {
        if (budget != null) {
            return "greedy";
        }
        return form == Form.RANKED ? "borda" : "plurality";
    }

    private static Project project(Body body, int number) {
        String id = body.text("id");
        String title = body.required("title");
        String description = body.text("description");
        BigDecimal cost = body.decimal("cost");
        Point place = null;
        Body location = body.object("location");
        if (location != null) {
            double lat = location.number("lat");
            double lon = location.number("lon");
            location.end();
            try {
                place = new Point(lat, lon);
            } catch (Refusal e) {
                body.wrong(e.fields().get(0).field(), e.key());
            }
        }
        List<String> pictures = body.texts("pictures");
        String exclusive = body.text("exclusive");
        body.end();
        return new Project(
                id == null ? Integer.toString(number) : id, title, description, cost, place, pictures, exclusive);
    }
}
