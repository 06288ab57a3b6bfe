package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.PollResults;
import feedback.pos.Pos;
import feedback.pos.message.Point;
import feedback.pos.organization.Territory;
import feedback.pos.poll.Electorate;
import feedback.pos.poll.Poll;
import feedback.pos.poll.Poll.Plan;
import feedback.pos.poll.Project;
import feedback.pos.poll.ProjectVote;
import feedback.pos.poll.Questions;
import feedback.pos.survey.SurveyResults;
import feedback.pos.tally.Outcome;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Polls and their results as JSON. Thread-safe. */
final class PollView {
    private final Pos pos;
    private final Names names;

    PollView(Pos pos, Names names) {
        this.pos = pos;
        this.names = names;
    }

    /**
     * A poll as everybody sees it.
     *
     * @param withPeople whether it is told who did what with it
     */
    ObjectNode of(Poll poll, boolean withPeople) {
        Plan plan = poll.plan();
        ObjectNode node = brief(poll);
        if (plan.ask() instanceof ProjectVote vote) {
            node.set("vote", vote(vote));
        } else if (plan.ask() instanceof Questions questions) {
            node.set("survey", Json.readObject(questions.survey().toJson().getBytes(StandardCharsets.UTF_8)));
        }
        node.set("electorate", electorate(plan.electorate()));
        node.put("secret", plan.secret()).put("revoting", plan.revoting()).put("live", plan.live());
        ArrayNode steps = node.putArray("steps");
        for (Poll.Step step : poll.steps()) {
            ObjectNode one = steps.addObject()
                    .put("to", step.to().name())
                    .put("at", step.at().toString());
            if (withPeople) {
                one.put("by", step.by());
            }
            if (step.comment() != null) {
                one.put("comment", step.comment());
            }
        }
        return node;
    }

    /** What a list shows of it. */
    ObjectNode brief(Poll poll) {
        Plan plan = poll.plan();
        ObjectNode node = Json.object()
                .put("id", poll.id().toString())
                .put("version", poll.version())
                .put("kind", plan.ask() instanceof ProjectVote ? "VOTE" : "SURVEY")
                .put("stage", poll.stage().name())
                .put("takesBallots", poll.takesBallots(pos.now()))
                .put("title", plan.title())
                .put("description", plan.description());
        node.set("organization", names.organizationNode(plan.organization()));
        Territory territory = plan.territory();
        if (territory != null) {
            node.put("territory", territory.oktmo());
        }
        node.put("zone", pos.regulation().zone().getId());
        put(node, "opens", plan.opens());
        put(node, "closes", plan.closes());
        return node.put("createdAt", poll.createdAt().toString()).put("digest", poll.digest());
    }

    private static void put(ObjectNode node, String name, @Nullable Instant at) {
        if (at != null) {
            node.put(name, at.toString());
        }
    }

    private static ObjectNode electorate(Electorate electorate) {
        ObjectNode node = Json.object().put("access", electorate.access().name());
        if (electorate.minAge() != null) {
            node.put("minAge", electorate.minAge());
        }
        ArrayNode territories = node.putArray("territories");
        electorate.territories().stream().map(Territory::oktmo).sorted().forEach(territories::add);
        node.put("assurance", electorate.assurance().name());
        ArrayNode channels = node.putArray("channels");
        electorate.channels().stream().sorted().map(Enum::name).forEach(channels::add);
        return node;
    }

    private static ObjectNode vote(ProjectVote vote) {
        ObjectNode node = Json.object()
                .put("form", vote.form().name())
                .put("min", vote.min())
                .put("max", vote.max())
                .put("points", vote.points())
                .put("budget", vote.budget())
                .put("rule", vote.count().rule())
                .put("minimum", vote.count().minimum())
                .put("ties", vote.count().ties())
                .put("quorum", vote.count().quorum());
        ArrayNode projects = node.putArray("projects");
        for (Project project : vote.projects()) {
            ObjectNode one = projects.addObject().put("id", project.id()).put("title", project.title());
            if (project.description() != null) {
                one.put("description", project.description());
            }
            if (project.cost() != null) {
                one.put("cost", project.cost());
            }
            Point place = project.place();
            if (place != null) {
                one.putObject("location").put("lat", place.lat()).put("lon", place.lon());
            }
            if (!project.pictures().isEmpty()) {
                ArrayNode pictures = one.putArray("pictures");
                project.pictures().forEach(pictures::add);
            }
            if (project.exclusive() != null) {
                one.put("exclusive", project.exclusive());
            }
        }
        return node;
    }

    /** What has come out. */
    static ObjectNode of(Poll poll, PollResults results, Locale locale) {
        ObjectNode node = Json.object()
                .put("poll", poll.id().toString())
                .put("stage", poll.stage().name())
                .put("complete", results.complete())
                .put("ballots", results.ballots());
        ObjectNode channels = node.putObject("channels");
        results.channels().forEach((channel, ballots) -> channels.put(channel.name(), ballots));
        if (poll.plan().ask() instanceof ProjectVote vote) {
            node.putObject("quorum").put("needed", vote.count().quorum()).put("met", results.quorumMet());
            of(vote, results, node, locale);
        }
        SurveyResults survey = results.survey();
        if (survey != null) {
            node.set("questions", SurveyView.questions(survey));
        }
        return node;
    }

    private static void of(ProjectVote vote, PollResults results, ObjectNode node, Locale locale) {
        Outcome outcome = results.outcome();
        node.put("rule", vote.count().rule()).put("ties", vote.count().ties());
        if (outcome != null) {
            ArrayNode winners = node.putArray("winners");
            outcome.winners().forEach(winners::add);
            node.put("spent", outcome.spent());
        }
        ArrayNode projects = node.putArray("projects");
        for (Project project : vote.projects()) {
            ObjectNode one = projects.addObject().put("id", project.id()).put("title", project.title());
            BigDecimal cost = project.cost();
            if (cost != null) {
                one.put("cost", cost);
            }
            var standing = results.standings().get(project.id());
            if (standing != null) {
                one.put("votes", standing.votes()).put("score", standing.score());
            }
            if (outcome != null) {
                one.put("selected", outcome.winners().contains(project.id()));
            }
        }
        if (outcome != null) {
            ArrayNode trace = node.putArray("trace");
            outcome.trace().forEach(step -> trace.add(step.text(locale)));
        }
    }
}
