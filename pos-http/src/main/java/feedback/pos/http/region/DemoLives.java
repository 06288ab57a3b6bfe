package feedback.pos.http.region;

import feedback.pos.Messages;
import feedback.pos.Pos;
import feedback.pos.calendar.WorkCalendar;
import feedback.pos.message.Channel;
import feedback.pos.message.DeclineReason;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Point;
import feedback.pos.message.Stage;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.procedure.Verb;
import feedback.pos.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lives through the past months of the sample region, act by act in the order of time and through the front door, with a
 * clock set by hand: what comes out are true histories. The same moment and seed give the same lives.
 */
final class DemoLives {
    private static final Logger LOG = LoggerFactory.getLogger(DemoLives.class);
    private static final Duration PAST = Duration.ofDays(121);
    private static final LocalTime OPENS = LocalTime.of(9, 0);
    private static final LocalTime CLOSES = LocalTime.of(17, 30);

    /** Now and then a letter lies forgotten on one of these desks, so that something is late at every stage. */
    private static final List<Verb> DESKS = List.of(Verb.MODERATE, Verb.ASSIGN, Verb.DRAFT, Verb.APPROVE);

    private static final Duration FORGOTTEN = Duration.ofDays(50);
    private static final int ONE_IN = 7;

    private final Pos pos;
    private final Messages messages;
    private final HandClock clock;
    private final Instant end;
    private final Random random;
    private final DemoTexts texts;
    private final DemoPeople people;
    private final ZoneId zone;
    private final WorkCalendar calendar;
    private final PriorityQueue<Planned> plan =
            new PriorityQueue<>(Comparator.comparing(Planned::at).thenComparing(Planned::order));
    private final Map<UUID, Verb> forgotten = new HashMap<>();
    private int order;

    private record Planned(Instant at, int order, Runnable act) {}

    DemoLives(Pos pos, HandClock clock, Instant end, DemoTexts texts, DemoPeople people, Random random) {
        this.pos = pos;
        this.messages = pos.messages();
        this.clock = clock;
        this.end = end;
        this.random = random;
        this.texts = texts;
        this.people = people;
        this.zone = pos.regulation().zone();
        this.calendar = pos.regulation().calendar();
    }

    /** Lives until the end, and leaves the clock there. */
    void live() {
        List<DemoTexts.Letter> letters = texts.letters();
        Instant start = end.minus(PAST);
        for (int i = 0; i < letters.size(); i++) {
            DemoTexts.Letter letter = letters.get(i);
            int number = i;
            long even = PAST.toSeconds() * (i + 1L) / (letters.size() + 2L);
            Instant around = start.plusSeconds(even + random.nextInt(6 * 3600));
            Instant at = awake(around.isBefore(end) ? around : end.minusSeconds(1800));
            at(at, () -> send(number, letter));
        }
        for (Planned next = plan.poll(); next != null; next = plan.poll()) {
            passTo(next.at());
            attempt(next.act());
        }
        passTo(end);
    }

    /** What was planned may not fit any more once its time comes; then nobody does it, as in real life. */
    private static void attempt(Runnable act) {
        try {
            act.run();
        } catch (Refusal no) {
            LOG.debug("somebody wanted what is not possible any more: {}", no.getMessage());
        }
    }

    private void at(Instant when, Runnable act) {
        if (when.isBefore(end)) {
            plan.add(new Planned(when, order++, act));
        }
    }

    /** Lets time pass, and everything happen at the very moment it is due. */
    private void passTo(Instant when) {
        for (var due = next(when); due.isPresent(); due = next(when)) {
            clock.set(due.get());
            pos.sweep();
        }
        clock.set(when);
    }

    private Optional<Instant> next(Instant until) {
        return pos.storage().messages().due(until, null, 1).stream()
                .map(wake -> wake.at().isBefore(clock.instant()) ? clock.instant() : wake.at())
                .findFirst();
    }

    // The clock of people: citizens sleep, officials go home

    private Instant awake(Instant around) {
        ZonedDateTime local = around.atZone(zone);
        ZonedDateTime day = local.getHour() < 7 ? local.plusHours(8) : local;
        return day.toInstant().isBefore(end) ? day.toInstant() : around;
    }

    private Instant office(double hours) {
        ZonedDateTime at = clock.instant().atZone(zone).plusSeconds((long) (hours * 3600));
        while (!calendar.isWorking(at.toLocalDate()) || !at.toLocalTime().isBefore(CLOSES)) {
            at = at.toLocalDate()
                    .plusDays(1)
                    .atTime(OPENS)
                    .plusMinutes(random.nextInt(200))
                    .atZone(zone);
        }
        return at.toLocalTime().isBefore(OPENS)
                ? at.with(OPENS).plusMinutes(random.nextInt(90)).toInstant()
                : at.toInstant();
    }

    private Instant home(double hours) {
        return awake(clock.instant().plusSeconds((long) (hours * 3600)));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private double hours(double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    /** Now and then somebody is ill or the letter lies about: then it takes long, and becomes late. */
    private double often(double from, double to, double rarely) {
        return chance(9) ? hours(to, rarely) : hours(from, to);
    }

    // The acts

    private void official(UUID id, Verb verb, double hours, BiConsumer<Message, Actor> act) {
        if (forgotten.get(id) != verb) {
            at(
                    office(hours),
                    () -> messages.find(id)
                            .ifPresent(message -> actor(verb, message)
                                    .filter(by -> messages.may(verb, message, by))
                                    .ifPresent(by -> act.accept(message, by))));
        }
    }

    private Optional<Actor> actor(Verb verb, Message message) {
        Role role = verb.roles().get(0);
        return role == Role.EXECUTOR ? people.executor(message) : people.official(role, message);
    }

    private void applicant(UUID id, Verb verb, double hours, BiConsumer<Message, Actor> act) {
        at(
                home(hours),
                () -> messages.find(id).ifPresent(message -> {
                    Actor by = Actor.citizen(message.submission().applicant());
                    if (messages.may(verb, message, by)) {
                        act.accept(message, by);
                    }
                }));
    }

    private void send(int number, DemoTexts.Letter letter) {
        Territory there = new Territory(letter.territory());
        Territory region = pos.regulation()
                .directory()
                .find(pos.regulation().root())
                .orElseThrow()
                .territory();
        List<Channel> channels = List.of(Channel.EPGU, Channel.EPGU, Channel.MOBILE, Channel.WIDGET, Channel.PORTAL);
        Submission submission = new Submission(
                        people.applicant(),
                        letter.text(),
                        pos.regulation().directory().knows(there) ? there : region)
                .withPlace(letter.address(), new Point(letter.lat(), letter.lon()))
                .withKind(chance(5) ? Kind.APPEAL : Kind.MESSAGE)
                .withChannel(channels.get(random.nextInt(channels.size())))
                .withConsent(chance(75), true)
                .withOnce("demo:" + number);
        UUID id = messages.submit(submission).id();
        if (number % ONE_IN == 0 && clock.instant().isAfter(end.minus(FORGOTTEN))) {
            forgotten.put(id, DESKS.get(number / ONE_IN % DESKS.size()));
        }
        if (chance(2)) {
            applicant(id, Verb.WITHDRAW, hours(3, 60), (message, by) -> messages.withdraw(id, "Уже всё сделали", by));
        }
        official(id, Verb.MODERATE, often(0.3, 9, 200), (message, by) -> moderate(message, letter.topic(), by));
    }

    private void moderate(Message message, String topic, Actor by) {
        UUID id = message.id();
        if (chance(5)) {
            boolean unclear = chance(50);
            messages.decline(
                    id,
                    unclear ? DeclineReason.UNCLEAR : DeclineReason.NO_ADDRESS,
                    unclear
                            ? "Не удалось понять, о чём идёт речь. Напишите, пожалуйста, подробнее."
                            : "Укажите, пожалуйста, точный адрес.",
                    by);
            return;
        }
        boolean right = message.topic().code().equals(topic);
        Message accepted = messages.accept(id, right ? null : topic, null, by);
        if (accepted.stage() == Stage.COORDINATION) {
            coordinate(id);
        } else {
            execute(id);
        }
    }

    private void coordinate(UUID id) {
        official(id, Verb.ASSIGN, often(0.5, 20, 240), (message, by) -> {
            var above = people.above(message);
            if (message.links().parent() == null && chance(4) && above.isPresent()) {
                messages.forward(id, above.get().id(), "Вопрос в ведении вышестоящего органа", by);
                coordinate(id);
            } else {
                messages.assign(id, null, null, by);
                execute(id);
            }
        });
    }

    private void execute(UUID id) {
        official(id, Verb.TAKE, often(1, 30, 400), (message, by) -> {
            messages.take(id, by);
            if (chance(6)) {
                ask(id);
            } else if (chance(9)) {
                postpone(id);
            } else {
                answer(id);
            }
            if (chance(4)) {
                official(id, Verb.EXTEND, hours(24, 96), (late, head) -> extend(late, head));
            }
        });
    }

    private void extend(Message message, Actor by) {
        LocalDate until = message.deadline().raw().plusDays(10L + random.nextInt(11));
        if (message.deadline().extensions().isEmpty()) {
            messages.extend(message.id(), until, "Для ремонта нужны материалы, поставка задерживается", by);
        }
    }

    private void ask(UUID id) {
        official(id, Verb.ASK, hours(1, 20), (message, by) -> {
            messages.ask(id, "Уточните, пожалуйста, номер подъезда и когда это началось.", by);
            if (chance(75)) {
                applicant(
                        id,
                        Verb.REPLY,
                        hours(3, 70),
                        (asked, who) -> messages.reply(id, "Второй подъезд, с начала прошлой недели.", who));
            }
            answer(id);
        });
    }

    private void postpone(UUID id) {
        official(id, Verb.POSTPONE, hours(20, 90), (message, by) -> {
            LocalDate until = clock.instant().atZone(zone).toLocalDate().plusDays(12L + random.nextInt(20));
            messages.postpone(
                    id,
                    until,
                    "Работы включены в план следующего месяца",
                    "Здравствуйте! Работы внесены в план, мы вернёмся с ответом в названный срок.",
                    by);
            official(id, Verb.APPROVE, often(1, 20, 120), (asked, head) -> {
                messages.approve(id, head);
                double wait = Duration.between(clock.instant(), until.atStartOfDay(zone))
                        .toHours();
                official(id, Verb.TAKE, wait + hours(1, 20), (due, executor) -> {
                    messages.take(id, executor);
                    answer(id);
                });
            });
        });
    }

    private void answer(UUID id) {
        messages.find(id).ifPresent(message -> {
            boolean fast = message.topic().fastTrack() && message.kind() == Kind.MESSAGE;
            double days = fast ? often(1, 7, 16) : often(4, 22, 45);
            official(id, Verb.DRAFT, days * 24, (open, by) -> {
                Outcome outcome = outcome();
                messages.draft(id, outcome, texts.reply(open.topic().path(), outcome, random), by);
                approve(id);
            });
        });
    }

    private Outcome outcome() {
        int roll = random.nextInt(100);
        return roll < 60
                ? Outcome.SOLVED
                : roll < 72 ? Outcome.PARTLY_SOLVED : roll < 92 ? Outcome.EXPLAINED : Outcome.REJECTED;
    }

    private void approve(UUID id) {
        official(id, Verb.APPROVE, often(0.5, 24, 150), (message, by) -> {
            if (chance(8) && message.answer() == null) {
                messages.rework(id, "Добавьте, пожалуйста, срок работ", by);
                official(id, Verb.DRAFT, hours(2, 30), (again, executor) -> {
                    messages.draft(
                            id,
                            Outcome.EXPLAINED,
                            texts.reply(again.topic().path(), Outcome.EXPLAINED, random),
                            executor);
                    approve(id);
                });
            } else {
                messages.approve(id, by);
                rate(id);
            }
        });
    }

    private void rate(UUID id) {
        if (!chance(55)) {
            return;
        }
        applicant(id, Verb.RATE, hours(2, 200), (message, by) -> {
            boolean solved = message.outcome() == Outcome.SOLVED;
            int stars = chance(solved ? 85 : 50) ? 4 + random.nextInt(2) : 1 + random.nextInt(3);
            boolean bad = stars <= pos.regulation().policy().escalationMaxStars();
            messages.rate(id, stars, bad ? "Ничего не изменилось" : null, by);
            if (bad && chance(65) && people.above(message).isPresent()) {
                applicant(id, Verb.ESCALATE, hours(1, 40), (rated, who) -> complain(rated, who));
            }
        });
    }

    private void complain(Message message, Actor by) {
        if (message.links().round() >= pos.regulation().policy().maxRounds()) {
            return;
        }
        UUID child = messages.escalate(message.id(), "Прошу проверить ответ", by)
                .links()
                .child();
        if (child != null) {
            coordinate(child);
        }
    }
}
