package feedback.pos.http.region;

import feedback.pos.Polls;
import feedback.pos.Pos;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Assurance;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.poll.Ask;
import feedback.pos.poll.Electorate;
import feedback.pos.poll.Electorate.Access;
import feedback.pos.poll.Poll;
import feedback.pos.poll.Poll.Plan;
import feedback.pos.poll.Project;
import feedback.pos.poll.ProjectVote;
import feedback.pos.poll.ProjectVote.Count;
import feedback.pos.poll.ProjectVote.Form;
import feedback.pos.poll.Questions;
import feedback.pos.poll.Vote;
import feedback.pos.poll.VoteChannel;
import feedback.pos.poll.Way;
import feedback.pos.store.Records.Document;
import feedback.pos.store.Storage;
import feedback.pos.survey.Survey;
import feedback.pos.topic.Detection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A vote that is over, one that goes on, and a survey, for the sample region; once per base. */
public final class DemoPolls {
    private static final String KIND = "demo";
    private static final String POLLS = "polls";
    private static final long SEED = 2027;
    private static final Territory KURSK = new Territory("38701000");
    private static final Actor KEEPER = Actor.official("polls", Role.POLL_MANAGER, "region");

    private final Polls polls;
    private final HandClock clock;
    private final Instant now;
    private final Random random = new Random(SEED);

    private DemoPolls(Polls polls, HandClock clock, Instant now) {
        this.polls = polls;
        this.clock = clock;
        this.now = now;
    }

    /** Fills a base with polls, unless it was filled before or its region is not the sample region. */
    public static void fill(Pos pos) {
        Storage storage = pos.storage();
        if (!DemoSeed.isSample(storage) || !storage.records().putIfAbsent(new Document(KIND, POLLS, "{}"))) {
            return;
        }
        HandClock clock = new HandClock(pos.now());
        // Not to be closed: the storage is another's
        Pos past = Pos.under(pos.regulation())
                .storage(storage)
                .clock(clock)
                .detector(text -> Detection.none())
                .open();
        new DemoPolls(past.polls(), clock, pos.now()).fill();
    }

    private void fill() {
        clock.set(now.minus(Duration.ofDays(40)));
        Poll over = opened(plan("Дворы Курска: что сделать в первую очередь", yards(), 14, null));
        vote(over, 60, Duration.ofDays(20), List.of("d1", "d2", "d3", "d4", "d5"), 3);
        clock.set(now.minus(Duration.ofDays(12)));
        polls.close(over.id(), null, KEEPER);
        clock.set(now.minus(Duration.ofDays(10)));
        polls.publish(over.id(), KEEPER);

        clock.set(now.minus(Duration.ofDays(6)));
        Poll open = opened(plan("Комфортная городская среда 2027: какую территорию благоустроить", parks(), 14, 30));
        vote(open, 45, Duration.ofDays(5), List.of("p1", "p2", "p3", "p4"), 1);

        clock.set(now.minus(Duration.ofDays(3)));
        Poll survey = opened(new Plan(
                "region",
                "Как вы ездите по городу",
                "Ответы помогут составить расписание автобусов. Опрос анонимный.",
                new Questions(Survey.parse(text("survey.json"))),
                new Electorate(Access.ANYBODY, null, Set.of(), Assurance.NONE, Set.of()),
                true,
                false,
                true,
                null,
                now.plus(Duration.ofDays(20)),
                KURSK));
        answer(survey);
        clock.set(now);
    }

    private Poll opened(Plan plan) {
        return polls.open(polls.create(plan, KEEPER).id(), KEEPER);
    }

    private Plan plan(String title, Ask ask, int minAge, @Nullable Integer closesInDays) {
        return new Plan(
                "region",
                title,
                "Голосовать могут жители Курска и те, кто зарегистрирован в городе, с 14 лет.",
                ask,
                new Electorate(
                        Access.PERSONS,
                        minAge,
                        Set.of(KURSK),
                        Assurance.NONE,
                        Set.of(VoteChannel.ESIA, VoteChannel.OPERATOR, VoteChannel.VOLUNTEER, VoteChannel.PAPER)),
                true,
                false,
                closesInDays != null,
                null,
                closesInDays == null ? null : now.plus(Duration.ofDays(closesInDays)),
                KURSK);
    }

    private static ProjectVote yards() {
        return new ProjectVote(
                Form.APPROVAL,
                List.of(
                        project("d1", "Освещение во дворах на улице Дружбы", 900_000),
                        project("d2", "Детская площадка на проспекте Клыкова", 1_600_000),
                        project("d3", "Спортивная площадка у школы № 52", 1_400_000),
                        project("d4", "Озеленение бульвара Победы", 700_000),
                        project("d5", "Велопарковки у поликлиник", 400_000)),
                1,
                3,
                0,
                new BigDecimal(3_000_000),
                new Count("equalshares/add1u", 0, "cheaper,votes,list", 20));
    }

    private static ProjectVote parks() {
        return new ProjectVote(
                Form.ONE,
                List.of(
                        project("p1", "Парк «Боева дача»", null),
                        project("p2", "Набережная реки Тускарь", null),
                        project("p3", "Сквер у драматического театра", null),
                        project("p4", "Парк Солянка", null)),
                1,
                1,
                0,
                null,
                new Count("plurality", 0, "list", 0));
    }

    private static Project project(String id, String title, @Nullable Integer cost) {
        return new Project(id, title, null, cost == null ? null : new BigDecimal(cost), null, List.of(), null);
    }

    /** On paper, with protocols: so nobody who has a token has voted yet. */
    private void vote(Poll poll, int sheets, Duration within, List<String> projects, int most) {
        Duration step = within.dividedBy(sheets);
        for (int i = 0; i < sheets; i++) {
            clock.set(clock.instant().plus(step));
            List<String> left = new ArrayList<>(projects);
            List<String> chosen = new ArrayList<>();
            for (int n = 1 + random.nextInt(most); n > 0; n--) {
                // The first of the list are liked best
                chosen.add(left.remove(Math.min(random.nextInt(left.size()), random.nextInt(left.size()))));
            }
            String choices = "[\"" + String.join("\",\"", chosen) + "\"]";
            polls.cast(
                    poll.id(),
                    new Vote(new Way.OnPaper("П-" + (1 + i / 30), 1 + i % 30), choices, null, null, null),
                    KEEPER);
        }
    }

    private void answer(Poll survey) {
        List<String> how = List.of("bus", "bus", "car", "foot", "tram");
        IntStream.range(0, 40).forEach(i -> {
            clock.set(clock.instant().plus(Duration.ofMinutes(90)));
            String way = how.get(random.nextInt(how.size()));
            String bus = way.equals("bus") ? ",\"wait\":" + (1 + random.nextInt(5)) : "";
            polls.cast(
                    survey.id(),
                    new Vote(
                            new Way.ByLink(),
                            "{\"way\":\"" + way + "\",\"often\":\"" + (random.nextBoolean() ? "daily" : "weekly") + "\""
                                    + bus + "}",
                            null,
                            null,
                            null),
                    Actor.citizen(""));
        });
    }

    private static String text(String name) {
        try (InputStream in = DemoPolls.class.getResourceAsStream("demo/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name + " in the demo");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
