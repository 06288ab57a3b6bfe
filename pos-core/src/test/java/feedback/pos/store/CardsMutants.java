package feedback.pos.store;

import feedback.pos.store.Cards.Card;
import feedback.pos.store.Mutant.Sound;
import feedback.pos.testkit.CardsContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What can go wrong with cards. */
final class CardsMutants {
    private CardsMutants() {}

    /** Hands every call on. */
    private static class Forwarding implements Cards {
        final Cards real;

        Forwarding(Cards real) {
            this.real = real;
        }

        @Override
        public boolean put(List<Card> cards) {
            return real.put(cards);
        }

        @Override
        public Optional<Card> find(String kind, UUID id) {
            return real.find(kind, id);
        }

        @Override
        public List<Card> findAll(String kind, Collection<UUID> ids) {
            return real.findAll(kind, ids);
        }

        @Override
        public List<Card> list(String kind, String key, @Nullable Position after, int limit) {
            return real.list(kind, key, after, limit);
        }

        @Override
        public List<Card> due(String kind, Instant now, int limit) {
            return real.due(kind, now, limit);
        }

        @Override
        public boolean remove(String kind, UUID id, int version) {
            return real.remove(kind, id, version);
        }

        int versionOf(Card card) {
            return real.find(card.kind(), card.id()).map(Card::version).orElse(0);
        }

        static Card with(Card card, int version, @Nullable Instant wake, Set<String> keys) {
            return new Card(card.kind(), card.id(), version, card.at(), wake, keys, card.body());
        }
    }

    static List<Mutant> all() {
        return List.of(
                mutant("a stale one is refused", (cards, sound) -> new Forwarding(cards) {
                    @Override
                    public boolean put(List<Card> some) {
                        return real.put(some.stream()
                                .map(each -> with(each, versionOf(each) + 1, each.wake(), each.keys()))
                                .toList());
                    }
                }),
                mutant("one that loses of several takes the others with it", (cards, sound) -> new Forwarding(cards) {
                    @Override
                    public boolean put(List<Card> some) {
                        boolean all = true;
                        for (Card each : some) {
                            all &= real.put(List.of(each));
                        }
                        return all;
                    }
                }),
                mutant("of those who put one version at once one does", (cards, sound) -> new Forwarding(cards) {
                    @Override
                    public boolean put(List<Card> some) {
                        boolean next = some.stream().allMatch(each -> each.version() == versionOf(each) + 1);
                        sound.window();
                        real.put(some);
                        return next;
                    }
                }),
                mutant("keys of an earlier version find nothing", (cards, sound) -> new Forwarding(cards) {
                    @Override
                    public boolean put(List<Card> some) {
                        List<Card> more = new ArrayList<>();
                        for (Card each : some) {
                            Set<String> keys = new HashSet<>(each.keys());
                            real.find(each.kind(), each.id()).ifPresent(before -> keys.addAll(before.keys()));
                            more.add(with(each, each.version(), each.wake(), keys));
                        }
                        return real.put(more);
                    }
                }),
                mutant("the newest come first", (cards, sound) -> new Forwarding(cards) {
                    @Override
                    public List<Card> list(String kind, String key, @Nullable Position after, int limit) {
                        return Sound.reversed(real.list(kind, key, after, limit));
                    }
                }),
                mutant("a page begins behind the last", (cards, sound) -> new Forwarding(cards) {
                    @Override
                    public List<Card> list(String kind, String key, @Nullable Position after, int limit) {
                        List<Card> page = real.list(kind, key, after, limit + 1);
                        return after == null
                                ? Sound.part(page, limit)
                                : page.subList(Math.min(1, page.size()), page.size());
                    }
                }),
                mutant("the earliest are due first", (cards, sound) -> new Forwarding(cards) {
                    @Override
                    public List<Card> due(String kind, Instant now, int limit) {
                        return Sound.reversed(real.due(kind, now, limit));
                    }
                }),
                mutant("what wakes at the instant is due", (cards, sound) -> new Forwarding(cards) {
                    @Override
                    public List<Card> due(String kind, Instant now, int limit) {
                        return real.due(kind, now.minusNanos(1_000), limit);
                    }
                }),
                mutant("what sleeps on is not due", (cards, sound) -> new Forwarding(cards) {
                    @Override
                    public boolean put(List<Card> some) {
                        return real.put(some.stream()
                                .map(each -> with(
                                        each,
                                        each.version(),
                                        each.wake() == null ? each.at() : each.wake(),
                                        each.keys()))
                                .toList());
                    }
                }),
                mutant("only the version that is held is removed", (cards, sound) -> new Forwarding(cards) {
                    @Override
                    public boolean remove(String kind, UUID id, int version) {
                        return real.find(kind, id)
                                .map(each -> real.remove(kind, id, each.version()))
                                .orElse(false);
                    }
                }),
                mutant("each is found once", (cards, sound) -> new Forwarding(cards) {
                    @Override
                    public List<Card> findAll(String kind, Collection<UUID> ids) {
                        return ids.stream()
                                .flatMap(each -> real.find(kind, each).stream())
                                .toList();
                    }
                }),
                mutant("kinds are apart", (cards, sound) -> new Forwarding(cards) {
                    @Override
                    public List<Card> due(String kind, Instant now, int limit) {
                        List<Card> all = new ArrayList<>(real.due(kind, now, limit));
                        all.addAll(kind.equals("notice") ? real.due("poll", now, limit) : List.of());
                        return all;
                    }
                }));
    }

    private static Mutant mutant(String promise, BiFunction<Cards, Sound, Cards> broken) {
        return new Mutant("cards: " + promise, CardsContract.class, () -> new Sound() {
            @Override
            public Cards cards() {
                return broken.apply(super.cards(), this);
            }
        });
    }
}
