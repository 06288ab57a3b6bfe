package feedback.pos.http.region;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.calendar.CalendarBook;
import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Route;
import feedback.pos.catalog.Routes;
import feedback.pos.catalog.Topic;
import feedback.pos.codec.Codec;
import feedback.pos.message.TopicChoice.Mode;
import feedback.pos.organization.Organization;
import feedback.pos.organization.OrganizationTree;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Policy;
import feedback.pos.store.Storage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegionStoreTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private final RegionStore store = new RegionStore(Storage.inMemory().records());
    private final Region demo = RegionFiles.demo().region();

    @Test
    void a_region_comes_back_as_it_was_stored() {
        assertThat(store.isEmpty()).isTrue();
        store.replace(demo, TODAY);
        Region read = store.read().orElseThrow();
        assertThat(read.code()).isEqualTo(demo.code());
        assertThat(read.edition()).isEqualTo(1);
        assertThat(read.policy()).isEqualTo(demo.policy());
        assertThat(read.tree().all()).containsExactlyElementsOf(demo.tree().all());
        assertThat(List.copyOf(read.tree().staff().keySet()))
                .containsExactlyElementsOf(demo.tree().staff().keySet());
        assertThat(read.tree().people("kursk", Role.EXECUTOR))
                .isEqualTo(demo.tree().people("kursk", Role.EXECUTOR));
        assertThat(read.catalog().topics())
                .containsExactlyElementsOf(demo.catalog().topics());
        assertThat(read.catalog().edition()).isEqualTo(demo.catalog().edition());
        assertThat(read.routes().all())
                .containsExactlyInAnyOrderElementsOf(demo.routes().all());
    }

    @Test
    void what_a_model_may_do_with_a_topic_is_an_edition_of_its_own_and_stays_when_topics_are_added() {
        assertThat(store.accept("roads", Mode.OFF)).as("there is no region").isEmpty();
        Region now = store.replace(demo, TODAY);

        Region off = store.accept("roads", Mode.OFF).orElseThrow();
        Region same = store.accept("roads", Mode.OFF).orElseThrow();
        store.add(List.of(Imported.organization("Комитет", now.top())), List.of());

        assertThat(off.edition()).isEqualTo(2);
        assertThat(same.edition()).as("nothing has changed").isEqualTo(2);
        assertThat(store.read().orElseThrow().policy().acceptance().topics()).containsEntry("roads", Mode.OFF);
        assertThat(store.accept("roads", null).orElseThrow().policy()).isEqualTo(demo.policy());
        assertThat(List.copyOf(store.read().orElseThrow().catalog().topics()))
                .isEqualTo(List.copyOf(demo.catalog().topics()));
    }

    @Test
    void rules_stored_before_there_were_modes_are_read_on() {
        Codec codec = new Codec();
        String old = codec.writeRecord(demo.policy()).replaceAll(",\"acceptance\":\\{[^}]*\\{}?[^}]*}", "");

        assertThat(old).doesNotContain("acceptance");
        assertThat(codec.readRecord(old, Policy.class)).isEqualTo(demo.policy());
    }

    @Test
    void what_is_added_makes_a_new_edition_and_comes_back() {
        Region now = store.replace(demo, TODAY);
        Organization more = Imported.organization("Комитет по делам", now.top());
        Topic topic = Imported.topic("Шум ночью");
        Region next = store.add(List.of(more), List.of(Imported.category(), topic));
        Region read = store.read().orElseThrow();
        assertThat(next.edition()).isEqualTo(2);
        assertThat(read.edition()).isEqualTo(2);
        assertThat(read.catalog().edition()).isNotEqualTo(demo.catalog().edition());
        assertThat(read.catalog().path(topic.code())).containsExactly("import", topic.code());
        assertThat(read.tree().path(more.id())).containsExactly(demo.root(), more.id());
        assertThat(read.tree().all()).hasSize(demo.tree().all().size() + 1).endsWith(more);
    }

    @Test
    void a_new_load_takes_rights_and_routes_away_but_keeps_what_messages_refer_to() {
        store.replace(demo, TODAY);
        Topic imported = Imported.topic("Шум ночью");
        store.add(List.of(), List.of(Imported.category(), imported));
        Region smaller = new Region(
                demo.code(),
                demo.name(),
                demo.root(),
                demo.zone(),
                demo.calendar(),
                demo.decreedDays(),
                1,
                "later",
                OrganizationTree.of(List.of(demo.top()), Map.of()),
                Catalog.of(demo.code(), "later", "other", List.of(demo.catalog().get("other"))),
                Routes.of(List.of(new Route("", "", demo.root(), null))),
                demo.policy(),
                demo.roster());

        store.replace(smaller, TODAY);

        Region read = store.read().orElseThrow();
        assertThat(read.edition()).isEqualTo(3);
        assertThat(read.tree().staff()).isEmpty();
        assertThat(read.routes().all()).hasSize(1);
        assertThat(read.tree().find("kursk-roads")).isPresent();
        assertThat(read.catalog().get("roads.potholes").retired()).isEqualTo(TODAY);
        assertThat(read.catalog().get(imported.code()).retired()).isNull();
        assertThat(read.catalog().get("other").retired()).isNull();
        assertThat(read.regulation(CalendarBeyond.REFUSE, CalendarBook.russia()).root())
                .isEqualTo(demo.root());
    }

    @Test
    void a_real_region_takes_the_place_of_the_minimal_one() {
        Region minimal = store.replace(Region.minimal(), TODAY);
        Organization imported = Imported.organization("Комитет", minimal.top());
        store.add(List.of(imported), List.of());
        assertThat(minimal.isMinimal()).isTrue();

        Region now = store.replace(demo, TODAY);

        assertThat(now.isMinimal()).isFalse();
        assertThat(now.tree().path(imported.id())).containsExactly(demo.root(), imported.id());
    }

    /** On several nodes at once: each makes an edition of its own, and none is half of one and half of another. */
    @Test
    void editions_that_are_loaded_at_once_come_one_after_the_other_and_are_never_mixed() throws Exception {
        store.replace(Region.minimal(), TODAY);
        ExecutorService pool = Executors.newFixedThreadPool(5);
        try {
            List<Future<Integer>> editions = pool.invokeAll(IntStream.range(0, 4)
                    .mapToObj(n -> (Callable<Integer>)
                            () -> store.replace(named("edition " + n), TODAY).edition())
                    .toList());
            List<Integer> made = new ArrayList<>();
            for (Future<Integer> each : editions) {
                made.add(each.get());
                Region read = store.read().orElseThrow();
                assertThat(read.top().name()).isEqualTo(read.name());
            }
            assertThat(made).containsExactlyInAnyOrder(2, 3, 4, 5);
            assertThat(store.read().orElseThrow().edition()).isEqualTo(5);
        } finally {
            pool.shutdownNow();
        }
    }

    private Region named(String name) {
        List<Organization> all = demo.tree().all().stream()
                .map(each -> each.id().equals(demo.root())
                        ? new Organization(
                                each.id(), null, name, each.level(), each.territory(), each.zone(), each.ogrn())
                        : each)
                .toList();
        return new Region(
                demo.code(),
                name,
                demo.root(),
                demo.zone(),
                demo.calendar(),
                demo.decreedDays(),
                1,
                demo.catalogName(),
                OrganizationTree.of(all, demo.tree().staff()),
                demo.catalog(),
                demo.routes(),
                demo.policy(),
                demo.roster());
    }

    @Test
    void what_two_imports_add_at_once_is_there_once() {
        Region now = store.replace(demo, TODAY);
        Organization one = Imported.organization("Комитет по делам", now.top());
        Organization two = Imported.organization("Комитет по снегу", now.top());
        store.add(List.of(one), List.of());
        assertThat(store.add(List.of(one, two), List.of()).edition()).isEqualTo(3);
        assertThat(store.add(List.of(two), List.of()).edition()).isEqualTo(3);
        assertThat(store.read().orElseThrow().tree().all()).endsWith(one, two);
    }

    @Test
    void the_stamp_is_another_once_anything_is() {
        var before = store.stamp();
        store.replace(demo, TODAY);
        var loaded = store.stamp();
        store.peopleChanged();
        var erased = store.stamp();
        assertThat(before).isNotEqualTo(loaded);
        assertThat(loaded).isNotEqualTo(erased).isNotEqualTo(before);
        assertThat(store.stamp()).isEqualTo(erased);
    }

    @Test
    void names_become_codes_that_hold() {
        Topic one = Imported.topic("Уборка снега / наледи");
        assertThat(one.code()).matches("import\\.uborka-snega-naledi-[0-9a-f]{8}");
        assertThat(Imported.topic("  уборка  СНЕГА / наледи ").code()).isEqualTo(one.code());
        assertThat(Imported.topic("Уборка снега, наледи").code()).isNotEqualTo(one.code());
        assertThat(Imported.topic("日本").code()).matches("import\\.x-[0-9a-f]{8}");
    }
}
