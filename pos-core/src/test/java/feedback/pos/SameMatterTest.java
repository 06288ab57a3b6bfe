package feedback.pos;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import feedback.pos.Messages.Similar;
import feedback.pos.message.DeclineReason;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Point;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Policy;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import feedback.pos.store.Storage;
import feedback.pos.testkit.ForwardingStorage;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which messages are taken to be on the same matter, and what of them is shown to whom. */
class SameMatterTest {
    private static final Point SCHOOL = new Point(51.73, 36.19);
    private static final String PIT = "На улице Ленина у дома 5 огромная яма возле автобусной остановки";
    private static final Actor BORIS = Actor.citizen("boris");

    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");
    private final List<Filter> asked = new ArrayList<>();
    private final Storage storage = new Counting(Storage.inMemory(), asked);
    private final Pos pos = open(SampleRegion.regulation());
    private final Messages messages = pos.messages();

    private Pos open(Regulation regulation) {
        return Pos.under(regulation)
                .storage(storage)
                .clock(clock)
                .detector(text -> Detection.none())
                .open();
    }

    private static Point north(int metres) {
        return new Point(SCHOOL.lat() + metres / 111_195.0, SCHOOL.lon());
    }

    private static Submission letter(String person, String text, @Nullable Point point) {
        return new Submission(person, text, oktmo("38701000"))
                .withTopic("roads.potholes")
                .withPlace(null, point)
                .withConsent(true, true);
    }

    private Message shown(Submission letter) {
        return messages.accept(messages.submit(letter).id(), null, null, Actor.official("m", Role.MODERATOR, "region"));
    }

    private List<UUID> found(Submission draft, Actor reader) {
        return messages.similar(draft, reader).items().stream()
                .map(each -> each.message().id())
                .toList();
    }

    @Test
    void what_is_near_and_on_the_same_or_a_sister_topic_is_found_however_it_is_worded() {
        Message same = shown(letter("anna", "Провал", north(240)));
        Message sister = shown(letter("anna", "Знак", north(100)).withTopic("roads.signs"));
        shown(letter("anna", "Очередь", north(10)).withTopic("health.queue"));
        shown(letter("anna", "Провал", north(260)));
        assertThat(found(letter("boris", "Яма", SCHOOL), BORIS)).containsExactlyInAnyOrder(same.id(), sister.id());
    }

    @Test
    void what_waits_under_a_category_is_related_to_what_is_below_it_and_the_other_way_round() {
        Message vague = shown(letter("anna", "Провал", north(100)).withTopic("roads"));
        assertThat(found(letter("boris", "Яма", SCHOOL), BORIS)).containsExactly(vague.id());
        Message precise = shown(letter("anna", "Дыра", north(50)));
        shown(letter("anna", "Очередь", north(10)).withTopic("health"));
        assertThat(found(letter("boris", "Яма", SCHOOL).withTopic("roads"), BORIS))
                .containsExactlyInAnyOrder(vague.id(), precise.id());
    }

    @Test
    void it_is_told_how_far_how_like_and_how_old_each_is() {
        shown(letter("anna", PIT, north(200)));
        clock.advance(Duration.ofDays(9));
        Similar.Item item =
                messages.similar(letter("boris", PIT, SCHOOL), BORIS).items().get(0);
        assertThat(item.metres()).isEqualTo(200);
        assertThat(item.likeness()).isCloseTo(1, within(1e-9));
        assertThat(item.days()).isEqualTo(9);
        assertThat(item.score()).isCloseTo(0.5 + 0.3 * 0.2 + 0.1 + 0.1 * 0.9, within(0.001));
    }

    @Test
    void an_official_looks_farther_and_a_topic_may_have_a_distance_of_its_own() {
        shown(letter("anna", "Провал", north(900)));
        Submission mine = letter("boris", "Яма", SCHOOL);
        assertThat(found(mine, BORIS)).isEmpty();
        assertThat(found(mine, SampleRegion.moderator())).hasSize(1);
        Policy.Similarity wide = new Policy.Similarity(250, 1_000, Map.of("roads", 950), 0.45, 90, 14);
        Policy policy =
                SampleRegion.regulation().policy().edit().similarity(wide).done();
        Messages wider = open(SampleRegion.regulation().with(policy)).messages();
        assertThat(wider.similar(mine, BORIS).items()).hasSize(1);
    }

    @Test
    void without_a_point_a_like_text_of_the_same_place_is_found() {
        Message like = shown(letter("anna", "Ленина, дом 5: огромная яма у автобусной остановки возле дома", null));
        shown(letter("anna", "Не вывозят мусор с контейнерной площадки на улице Садовой", null));
        shown(letter("anna", PIT, null).withOrganization("lgov"));
        Submission mine = letter("boris", PIT, null);
        assertThat(found(mine, BORIS)).contains(like.id()).hasSize(2);
        assertThat(found(new Submission("boris", PIT, oktmo("38708000")).withTopic("roads.potholes"), BORIS))
                .as("another municipality")
                .isEmpty();
        assertThat(found(letter("boris", "Яма", null), BORIS))
                .as("too short to be known again")
                .isEmpty();
    }

    @Test
    void a_like_text_about_a_far_place_is_another_matter() {
        shown(letter("anna", PIT, north(1_100)));
        assertThat(found(letter("boris", PIT, SCHOOL), BORIS)).isEmpty();
    }

    @Test
    void at_most_five_are_shown_the_likeliest_first() {
        for (int n = 0; n < 9; n++) {
            shown(letter("anna", "Провал", north(20 * n)));
        }
        List<Similar.Item> items =
                messages.similar(letter("boris", "Яма", SCHOOL), BORIS).items();
        assertThat(items).hasSize(5).extracting(Similar.Item::metres).containsExactly(0, 20, 40, 60, 80);
    }

    @Test
    void what_was_declined_withdrawn_or_ended_long_ago_is_not_found() {
        Message declined = messages.submit(letter("anna", "Провал", SCHOOL));
        messages.decline(declined.id(), DeclineReason.SPAM, null, SampleRegion.moderator());
        Message withdrawn = shown(letter("anna", "Провал", SCHOOL));
        messages.withdraw(withdrawn.id(), null, Actor.citizen("anna"));
        Message answered = shown(letter("anna", "Провал", SCHOOL));
        answer(answered.id());
        Submission mine = letter("boris", "Яма", SCHOOL);
        assertThat(found(mine, BORIS)).containsExactly(answered.id());
        clock.advance(Duration.ofDays(15));
        assertThat(found(mine, BORIS)).isEmpty();
    }

    private void answer(UUID id) {
        messages.assign(id, null, null, SampleRegion.coordinator());
        messages.draft(id, Outcome.SOLVED, "Сделано", SampleRegion.executor());
        messages.approve(id, SampleRegion.head());
    }

    @Test
    void of_what_others_do_not_show_a_citizen_is_told_only_that_there_are_some_from_three_on() {
        Submission mine = letter("boris", PIT, SCHOOL);
        for (int n = 1; n <= 6; n++) {
            messages.submit(letter("anna", PIT, north(n)).withConsent(n % 2 == 0, true));
            Similar similar = messages.similar(mine, BORIS);
            assertThat(similar.items()).isEmpty();
            assertThat(similar.hidden()).isEqualTo(n < 3 ? 0 : n < 5 ? 3 : 5);
        }
        assertThat(messages.similar(mine, Actor.citizen("anna")).items())
                .as("her own")
                .hasSize(5);
        assertThat(messages.similar(letter("boris", PIT, null), BORIS).hidden())
                .as("by words nobody is told of")
                .isZero();
        assertThat(messages.similar(mine, SampleRegion.moderator()).items()).hasSize(5);
    }

    @Test
    void an_official_sees_what_the_office_covers_and_no_more() {
        shown(letter("anna", PIT, SCHOOL).withConsent(false, true).withOrganization("lgov"));
        Actor kursk = Actor.official("m", Role.MODERATOR, "kursk");
        Actor region = Actor.official("m", Role.MODERATOR, "region");
        assertThat(found(letter("boris", PIT, SCHOOL), kursk)).isEmpty();
        assertThat(found(letter("boris", PIT, SCHOOL), region)).hasSize(1);
    }

    @Test
    void of_a_cluster_the_leader_stands_for_all_and_a_message_is_not_like_its_own_followers() {
        Message lead = shown(letter("anna", "Провал", north(100)));
        Message follower = shown(letter("vera", PIT, SCHOOL));
        messages.join(follower.id(), lead.id(), SampleRegion.moderator());
        assertThat(found(letter("boris", PIT, SCHOOL), BORIS)).containsExactly(lead.id());
        assertThat(messages.similar(lead.id(), SampleRegion.moderator()).items())
                .isEmpty();
    }

    @Test
    void the_store_is_asked_three_times_at_most_for_a_bounded_number_of_rows() {
        Pos guessing = Pos.under(SampleRegion.regulation())
                .storage(storage)
                .clock(clock)
                .detector(text -> new Detection(
                        List.of(
                                new Detection.Candidate("roads.signs", 0.5),
                                new Detection.Candidate("health.queue", 0.3)),
                        false,
                        0.9,
                        "m"))
                .open();
        for (Submission draft : List.of(
                letter("boris", PIT, SCHOOL).withTopic(null),
                letter("boris", PIT, null).withTopic(null))) {
            asked.clear();
            guessing.messages().similar(draft, BORIS);
            assertThat(asked)
                    .hasSize(3)
                    .allSatisfy(each -> assertThat(each.box() != null || each.category() != null)
                            .isTrue());
        }
        asked.clear();
        guessing.messages().similar(letter("boris", "Яма", null), BORIS);
        assertThat(asked).as("nothing to go by").isEmpty();
    }

    /** Remembers what is asked. */
    private static final class Counting extends ForwardingStorage {
        private final List<Filter> asked;

        Counting(Storage real, List<Filter> asked) {
            super(real);
            this.asked = asked;
        }

        @Override
        public List<Message> list(Filter filter, @Nullable Position after, int limit) {
            asked.add(filter);
            assertThat(limit).isLessThanOrEqualTo(200);
            return super.list(filter, after, limit);
        }
    }
}
