package feedback.pos.testkit;

import static feedback.pos.testkit.Steps.together;
import static feedback.pos.testkit.Votes.AT;
import static feedback.pos.testkit.Votes.key;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.store.Cards;
import feedback.pos.store.Cards.Card;
import feedback.pos.store.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link Cards} promise. */
public interface CardsContract {

    /** A new storage that holds nothing. */
    Storage open();

    private static Card card(int n, int version, @Nullable Instant wake, String... keys) {
        return new Card("poll", key(n), version, AT.plusSeconds(n), wake, Set.of(keys), "{\"n\":" + version + "}");
    }

    private static List<Card> list(Cards cards, String key) {
        return cards.list("poll", key, null, 100);
    }

    @Test
    @Timeout(60)
    default void a_card_is_found_under_its_kind_and_id_as_it_was_put() {
        try (Storage storage = open()) {
            Cards cards = storage.cards();
            Set<String> many = IntStream.range(0, Cards.MOST_KEYS)
                    .mapToObj(n -> String.format(Locale.ROOT, "%03d", n) + "👍".repeat(197))
                    .collect(Collectors.toSet());
            Card full = new Card("k".repeat(20), key(1), 1, AT, AT.minusSeconds(1), many, CommitContract.ODD_TEXT);
            Card bare = new Card("poll", key(1), 1, Instant.parse("1969-12-31T23:59:59.999999Z"), null, Set.of(), "");
            Card longest = new Card(
                    "poll", key(2), 1, AT, null, Set.of("a", "A", "a ", " ", "я\\t%_'"), "я".repeat(1_000_000));
            assertThat(cards.put(List.of(full, bare, longest))).isTrue();
            assertThat(cards.put(List.of())).isTrue();
            assertThat(cards.find(full.kind(), full.id())).contains(full);
            assertThat(cards.find("poll", key(1))).contains(bare);
            assertThat(cards.find("poll", key(2))).contains(longest);
            assertThat(cards.find("Poll", key(1))).isEmpty();
            assertThat(cards.find("poll", key(3))).isEmpty();
            assertThat(cards.findAll("poll", List.of(key(2), key(3), key(1), key(2))))
                    .containsExactlyInAnyOrder(bare, longest);
            assertThat(cards.findAll("poll", List.of())).isEmpty();
            for (String key : many.stream().sorted().limit(3).toList()) {
                assertThat(cards.list(full.kind(), key, null, 10)).containsExactly(full);
                assertThat(list(cards, key)).isEmpty();
            }
            for (String key : longest.keys()) {
                assertThat(list(cards, key)).containsExactly(longest);
            }
            assertThat(list(cards, "")).containsExactly(longest, bare);
            assertThat(list(cards, "я\\t")).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    default void only_the_next_version_takes_the_place_and_losing_one_of_several_changes_nothing() {
        try (Storage storage = open()) {
            Cards cards = storage.cards();
            assertThat(cards.put(List.of(card(1, 2, null, "a")))).isFalse();
            assertThat(cards.put(List.of(card(1, 1, null, "a", "b"), card(2, 1, AT, "a"))))
                    .isTrue();
            assertThat(cards.put(List.of(card(1, 1, null, "c")))).isFalse();
            assertThat(cards.put(List.of(card(1, 3, null, "c")))).isFalse();
            assertThat(cards.put(List.of(card(3, 1, AT, "c"), card(1, 2, AT, "c"), card(2, 3, AT, "c"))))
                    .isFalse();
            assertThat(cards.put(List.of(card(1, 2, AT, "c"), card(3, 1, AT, "c"), card(2, 1, AT, "c"))))
                    .isFalse();
            assertThat(list(cards, "c")).isEmpty();
            assertThat(list(cards, "")).containsExactly(card(2, 1, AT, "a"), card(1, 1, null, "a", "b"));
            assertThat(cards.due("poll", AT, 10)).containsExactly(card(2, 1, AT, "a"));
            assertThat(cards.put(List.of(card(1, 2, AT.minusSeconds(1), "b", "c"), card(2, 2, null))))
                    .isTrue();
            assertThat(list(cards, "a")).isEmpty();
            assertThat(list(cards, "b")).containsExactly(card(1, 2, AT.minusSeconds(1), "b", "c"));
            assertThat(list(cards, "c")).hasSize(1);
            assertThat(list(cards, "")).extracting(Card::version).containsExactly(2, 2);
            assertThat(cards.due("poll", AT, 10)).extracting(Card::id).containsExactly(key(1));
        }
    }

    @Test
    @Timeout(60)
    default void pages_show_the_newest_first_and_those_of_one_instant_by_the_bytes_of_their_ids() {
        try (Storage storage = open()) {
            Cards cards = storage.cards();
            List<Card> all = new ArrayList<>();
            for (int n = 0; n < 60; n++) {
                all.add(new Card(
                        "post",
                        key(n),
                        1,
                        n == 59 ? Instant.parse("1950-01-01T00:00:00Z") : AT.plus(Duration.ofNanos(1_000L * (n / 9))),
                        null,
                        n % 2 == 0 ? Set.of("even") : Set.of("odd", "uneven"),
                        "body " + n));
            }
            assertThat(cards.put(all.subList(0, 25))).isTrue();
            assertThat(cards.put(all.subList(25, 60))).isTrue();
            for (String key : List.of("", "even", "odd", "none")) {
                List<Card> wanted = all.stream()
                        .filter(each -> key.isEmpty() || each.keys().contains(key))
                        .sorted((a, b) ->
                                a.at().equals(b.at()) ? Steps.compareBytes(b.id(), a.id()) : b.at().compareTo(a.at()))
                        .toList();
                for (int limit : new int[] {1, 7, 1_000}) {
                    List<Card> seen = new ArrayList<>();
                    List<Card> page = cards.list("post", key, null, limit);
                    while (!page.isEmpty()) {
                        assertThat(page).hasSizeLessThanOrEqualTo(limit);
                        seen.addAll(page);
                        page = cards.list("post", key, page.get(page.size() - 1).position(), limit);
                    }
                    assertThat(seen).as(key).isEqualTo(wanted);
                }
            }
        }
    }

    @Test
    @Timeout(60)
    default void those_whose_wake_has_come_are_due_the_earliest_first() {
        try (Storage storage = open()) {
            Cards cards = storage.cards();
            List<Card> some = new ArrayList<>();
            for (int n = 0; n < 20; n++) {
                some.add(card(n, 1, n % 5 == 0 ? null : AT.plus(Duration.ofNanos(1_000L * ((n * 7) % 20)))));
            }
            cards.put(some);
            cards.put(List.of(new Card("notice", key(1), 1, AT, AT, Set.of(), "")));
            List<Card> due = cards.due("poll", AT.plusNanos(9_999), 1_000);
            assertThat(due)
                    .extracting(Card::wake)
                    .isEqualTo(some.stream()
                            .map(Card::wake)
                            .filter(wake -> wake != null && !wake.isAfter(AT.plusNanos(9_000)))
                            .sorted()
                            .toList());
            assertThat(cards.due("poll", AT.plusSeconds(1), 4)).isEqualTo(due.subList(0, 4));
            assertThat(cards.due("poll", AT.minusNanos(1), 10)).isEmpty();
            Card first = due.get(0);
            cards.put(List.of(
                    new Card("poll", first.id(), 2, first.at(), AT.plusSeconds(9), first.keys(), first.body())));
            assertThat(cards.due("poll", AT.plusSeconds(8), 1)).containsExactly(due.get(1));
            assertThat(cards.due("poll", AT.plusSeconds(9), 100)).hasSize(16);
            assertThat(cards.due("notice", AT.plusSeconds(9), 10)).hasSize(1);
        }
    }

    @Test
    @Timeout(60)
    default void a_removed_card_is_gone_and_may_be_made_anew() {
        try (Storage storage = open()) {
            Cards cards = storage.cards();
            cards.put(List.of(card(1, 1, AT, "a"), card(2, 1, AT, "a")));
            assertThat(cards.put(List.of(card(1, 2, AT, "a")))).isTrue();
            assertThat(cards.remove("poll", key(1), 1)).isFalse();
            assertThat(cards.remove("poll", key(3), 1)).isFalse();
            assertThat(cards.remove("notice", key(1), 2)).isFalse();
            assertThat(cards.remove("poll", key(1), 2)).isTrue();
            assertThat(cards.remove("poll", key(1), 2)).isFalse();
            assertThat(cards.find("poll", key(1))).isEmpty();
            assertThat(cards.findAll("poll", List.of(key(1), key(2)))).hasSize(1);
            assertThat(list(cards, "a")).containsExactly(card(2, 1, AT, "a"));
            assertThat(list(cards, "")).containsExactly(card(2, 1, AT, "a"));
            assertThat(cards.due("poll", AT, 10)).containsExactly(card(2, 1, AT, "a"));
            assertThat(cards.put(List.of(card(1, 3, AT, "a")))).isFalse();
            assertThat(cards.put(List.of(card(1, 1, null, "b")))).isTrue();
            assertThat(list(cards, "a")).hasSize(1);
            assertThat(list(cards, "b")).containsExactly(card(1, 1, null, "b"));
            assertThat(cards.due("poll", AT, 10)).hasSize(1);
        }
    }

    @Test
    @Timeout(60)
    default void of_threads_that_put_the_same_version_at_once_one_does() throws Exception {
        try (Storage storage = open()) {
            Cards cards = storage.cards();
            List<Integer> wins = together(8, thread -> () -> {
                int won = 0;
                for (int version = 1; version <= 6; version++) {
                    // In different orders, so that they would wait for each other
                    List<Card> both = List.of(card(1, version, AT, "by " + thread), card(2, version, AT, "x"));
                    List<Card> turned = List.of(both.get(1), both.get(0));
                    while (cards.find("poll", key(1)).map(Card::version).orElse(0) < version) {
                        won += cards.put(thread % 2 == 0 ? both : turned) ? 1 : 0;
                    }
                }
                return won;
            });
            assertThat(wins.stream().mapToInt(each -> each).sum()).isEqualTo(6);
            assertThat(list(cards, "")).extracting(Card::version).containsExactly(6, 6);
            Set<String> keys = cards.find("poll", key(1)).orElseThrow().keys();
            for (int thread = 0; thread < 8; thread++) {
                String key = "by " + thread;
                assertThat(list(cards, key)).hasSize(keys.contains(key) ? 1 : 0);
            }
            List<Boolean> removed = together(4, thread -> () -> cards.remove("poll", key(1), 6));
            assertThat(removed).containsOnlyOnce(true);
        }
    }
}
