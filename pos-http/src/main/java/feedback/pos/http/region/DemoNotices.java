package feedback.pos.http.region;

import feedback.pos.Discussions.Words;
import feedback.pos.Pos;
import feedback.pos.discussion.Discussion.Moderation;
import feedback.pos.discussion.Draft;
import feedback.pos.discussion.Post;
import feedback.pos.message.Point;
import feedback.pos.notice.Notice;
import feedback.pos.notice.Notice.Content;
import feedback.pos.notice.Notice.Kind;
import feedback.pos.notice.Place;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.store.Records.Document;
import feedback.pos.topic.Detection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notices and a draft of an act for the sample region, once per base: over, in force, to come, withdrawn. */
public final class DemoNotices {
    private static final String AREA = "{\"type\":\"Polygon\",\"coordinates\":[[[36.171,51.7285],[36.201,51.7262],"
            + "[36.2085,51.7391],[36.188,51.7444],[36.1702,51.7377],[36.171,51.7285]]]}";
    private static final Territory KURSK = new Territory("38701000");
    private static final Actor HEAD = Actor.official("head", Role.HEAD, "kursk");

    private final Pos past;
    private final HandClock clock;
    private final Instant now;

    private DemoNotices(Pos past, HandClock clock, Instant now) {
        this.past = past;
        this.clock = clock;
        this.now = now;
    }

    /** Writes them, unless they were written before or the region of the base is not the sample region. */
    public static void write(Pos pos) {
        boolean isFirst = DemoSeed.isSample(pos.storage())
                && pos.storage().records().putIfAbsent(new Document("demo", "notices", "{}"));
        if (!isFirst) {
            return;
        }
        HandClock clock = new HandClock(pos.now());
        // Closed with the storage, which is the real one's
        Pos past = Pos.under(pos.regulation())
                .storage(pos.storage())
                .clock(clock)
                .detector(text -> Detection.none())
                .open();
        new DemoNotices(past, clock, pos.now()).write();
    }

    private void write() {
        publish(
                -72,
                Kind.SHUT_OFF,
                "Отключение горячей воды",
                "Гидравлические испытания тепловых сетей. Холодная вода подаётся без перебоев.",
                Place.area(AREA),
                -48,
                -30,
                "water.outage.hot");
        publish(
                -20,
                Kind.PLANNED_WORK,
                "Ремонт теплотрассы в Северном районе",
                "Возможны перебои с отоплением. Движение по дворовому проезду перекрыто.",
                Place.area(AREA).in(KURSK),
                -3,
                45,
                "heating");
        publish(
                -2,
                Kind.ACCIDENT,
                "Порыв водопровода",
                "Бригада на месте. Подвоз воды организован у дома 12.",
                Place.circle(new Point(51.7302, 36.1931), 400).in(KURSK),
                -2,
                null,
                "water");
        publish(
                -26,
                Kind.EVENT,
                "Ярмарка на Театральной площади",
                "Сельскохозяйственная ярмарка, вход свободный. Проезд по площади закрыт.",
                Place.circle(new Point(51.7304, 36.1926), 250).in(KURSK),
                72,
                82);
        publish(
                -50,
                Kind.TRAFFIC,
                "Изменение маршрутов автобусов",
                "На время дорожных работ автобусы идут в объезд.",
                Place.of(KURSK),
                24,
                24 * 14);
        Notice gone = publish(
                -30, Kind.SHUT_OFF, "Отключение электроэнергии", "Замена трансформатора.", Place.area(AREA), 20, 26);
        past.notices().withdraw(gone.id(), "Работы перенесены на следующий месяц", HEAD);
        discuss();
    }

    private void at(int hours) {
        clock.set(now.plus(Duration.ofHours(hours)));
    }

    private Notice publish(
            int written,
            Kind kind,
            String title,
            String text,
            Place place,
            int from,
            @Nullable Integer until,
            String... topics) {
        at(written);
        Instant begin = now.plus(Duration.ofHours(from));
        Content content = new Content(
                kind,
                title,
                text,
                "kursk",
                place,
                List.of(topics),
                begin,
                until == null ? null : now.plus(Duration.ofHours(until)));
        return past.notices().publish(past.notices().draft(null, content, HEAD).id(), HEAD);
    }

    private void discuss() {
        at(-100);
        Draft draft = new Draft(
                UUID.nameUUIDFromBytes(new byte[] {1}),
                "О внесении изменений в правила благоустройства города Курска",
                """
                1. Уборка снега с тротуаров завершается до 7 часов утра.
                2. Контейнерные площадки ограждаются с трёх сторон и освещаются.
                3. Самокаты оставляют только в размеченных местах.""",
                "kursk",
                clock.instant(),
                now.plus(Duration.ofDays(25)),
                HEAD.person(),
                clock.instant());
        past.discussions().put(draft, Moderation.AFTER, HEAD);
        at(-70);
        Post first = post(draft, null, "До семи утра — хорошо, но кто проверит? Нужен график по улицам.", "citizen-1");
        at(-60);
        post(draft, null, "Добавьте пункт про лавочки у подъездов.", "citizen-2");
        at(-40);
        past.discussions()
                .write(
                        null,
                        draft.subject(),
                        new Words(
                                "График опубликуем вместе с правилами, спасибо за предложение.",
                                first.id(),
                                false,
                                true),
                        HEAD);
        at(-10);
        post(draft, first.id(), "Спасибо, будем ждать.", "citizen-3");
    }

    private Post post(Draft draft, @Nullable UUID parent, String text, String person) {
        return past.discussions()
                .write(null, draft.subject(), new Words(text, parent, true, false), Actor.citizen(person));
    }
}
