package feedback.pos;

import feedback.pos.codec.Codec;
import feedback.pos.organization.Assurance;
import feedback.pos.organization.Territory;
import feedback.pos.poll.Ask;
import feedback.pos.poll.Electorate;
import feedback.pos.poll.Poll;
import feedback.pos.poll.Poll.Plan;
import feedback.pos.poll.Poll.Stage;
import feedback.pos.poll.ProjectVote;
import feedback.pos.poll.Questions;
import feedback.pos.poll.VoteChannel;
import feedback.pos.store.Cards.Card;
import feedback.pos.survey.Survey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Polls as cards, and their rules as one text of which a digest is made. Thread-safe. */
final class PollCards {
    static final String KIND = "poll";

    /** The key of what everybody may see. */
    static final String PUBLIC = "public";

    private final Codec codec;

    PollCards(Codec codec) {
        this.codec = codec;
    }

    private record Kept(
            Stage stage, KeptPlan plan, @Nullable String digest, List<Poll.Step> steps) {}

    /** Lists in place of sets: of one plan there is one text. */
    private record KeptPlan(
            String organization,
            String title,
            @Nullable String description,
            @Nullable ProjectVote vote,
            @Nullable String survey,
            KeptElectorate electorate,
            boolean secret,
            boolean revoting,
            boolean live,
            @Nullable Instant opens,
            @Nullable Instant closes,
            @Nullable Territory territory) {}

    private record KeptElectorate(
            Electorate.Access access,
            @Nullable Integer minAge,
            List<String> territories,
            Assurance assurance,
            List<VoteChannel> channels) {}

    /** The rules as one text; the same plan gives the same text. */
    String text(Plan plan) {
        return codec.writeRecord(kept(plan));
    }

    /** What voters compare: SHA-256 of the text in UTF-8. */
    String digest(Plan plan) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text(plan).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static KeptPlan kept(Plan plan) {
        Electorate electorate = plan.electorate();
        return new KeptPlan(
                plan.organization(),
                plan.title(),
                plan.description(),
                plan.ask() instanceof ProjectVote vote ? vote : null,
                plan.ask() instanceof Questions questions ? questions.survey().toJson() : null,
                new KeptElectorate(
                        electorate.access(),
                        electorate.minAge(),
                        electorate.territories().stream()
                                .map(Territory::oktmo)
                                .sorted()
                                .toList(),
                        electorate.assurance(),
                        electorate.channels().stream().sorted().toList()),
                plan.secret(),
                plan.revoting(),
                plan.live(),
                plan.opens(),
                plan.closes(),
                plan.territory());
    }

    /**
     * @param path organizations from the root down to the one whose poll it is
     * @param wake when it is to be looked after, as long as it is open
     */
    Card card(Poll poll, List<String> path, Instant wake) {
        Plan plan = poll.plan();
        Set<String> keys = new HashSet<>(List.of("stage " + poll.stage()));
        if (poll.isPublic()) {
            keys.add(PUBLIC);
        }
        for (String organization : path) {
            keys.add(organization(organization));
            keys.add(organization(organization) + " " + poll.stage());
        }
        Territory territory = plan.territory();
        if (territory != null) {
            for (int length = 2; length <= territory.oktmo().length(); length += 3) {
                keys.add(territory(territory.oktmo().substring(0, length)));
            }
        }
        return new Card(
                KIND,
                poll.id(),
                poll.version(),
                poll.createdAt(),
                poll.stage() == Stage.OPEN ? wake : null,
                keys,
                codec.writeRecord(new Kept(poll.stage(), kept(plan), poll.digest(), poll.steps())));
    }

    static String organization(String id) {
        return "organization " + id;
    }

    /** Of the place itself and of what lies in it. */
    static String territory(String prefix) {
        return "territory " + prefix;
    }

    Poll poll(Card card) {
        Kept kept = codec.readRecord(card.body(), Kept.class);
        return new Poll(card.id(), card.version(), kept.stage(), plan(kept.plan()), kept.digest(), kept.steps());
    }

    private static Plan plan(KeptPlan kept) {
        KeptElectorate electorate = kept.electorate();
        ProjectVote vote = kept.vote();
        String survey = kept.survey();
        Ask ask;
        if (vote != null) {
            ask = vote;
        } else if (survey != null) {
            ask = new Questions(Survey.parse(survey));
        } else {
            throw new IllegalArgumentException("a poll that asks nothing");
        }
        return new Plan(
                kept.organization(),
                kept.title(),
                kept.description(),
                ask,
                new Electorate(
                        electorate.access(),
                        electorate.minAge(),
                        territories(electorate.territories()),
                        electorate.assurance(),
                        Set.copyOf(electorate.channels())),
                kept.secret(),
                kept.revoting(),
                kept.live(),
                kept.opens(),
                kept.closes(),
                kept.territory());
    }

    private static Set<Territory> territories(List<String> oktmo) {
        Set<Territory> territories = new HashSet<>();
        oktmo.forEach(each -> territories.add(new Territory(each)));
        return territories;
    }

    /** The next version of a poll. */
    static Poll next(Poll poll, Stage stage, Plan plan, @Nullable String digest, Poll.Step step) {
        List<Poll.Step> steps = new ArrayList<>(poll.steps());
        steps.add(step);
        return new Poll(poll.id(), poll.version() + 1, stage, plan, digest, steps);
    }

    /** A new poll. */
    static Poll first(UUID id, Plan plan, Instant now, String by) {
        return new Poll(id, 1, Stage.DRAFT, plan, null, List.of(new Poll.Step(Stage.DRAFT, now, by, null)));
    }
}
