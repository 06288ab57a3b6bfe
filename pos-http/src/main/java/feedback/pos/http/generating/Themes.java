package feedback.pos.http.generating;

import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Topic;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What messages are about: the first categories of the catalog and the first topics within each much more often than the
 * last, each topic in its season, and the fast track as often as in real regions. Immutable and thread-safe.
 */
final class Themes {
    /** Of all messages; in real regions 60–90 %. */
    private static final double FAST_TRACK = 0.74;

    private static final double FALLBACK = 0.01;
    private static final Map<String, double[]> SEASONS = seasons();
    private static final double[] PLAIN = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

    private final Catalog catalog;
    private final List<Topic> leaves;
    private final List<Weights> months = new ArrayList<>();

    /** @param day on which a topic must be in use */
    Themes(Catalog catalog, LocalDate day) {
        this.catalog = catalog;
        Set<String> parents = new HashSet<>();
        catalog.topics().stream().filter(each -> each.isActive(day)).forEach(each -> {
            if (each.parent() != null) {
                parents.add(each.parent());
            }
        });
        leaves = catalog.topics().stream()
                .filter(each -> each.isActive(day) && !parents.contains(each.code()))
                .toList();
        double[] base = base();
        double fast = sum(base, true);
        double slow = sum(base, false);
        for (int month = 0; month < 12; month++) {
            int at = month;
            months.add(Weights.of(leaves.size(), leaf -> {
                Topic topic = leaves.get(leaf);
                double whole = topic.fastTrack() ? FAST_TRACK / fast : (1 - FAST_TRACK) / slow;
                return base[leaf] * whole * season(topic)[at];
            }));
        }
    }

    private double[] base() {
        Map<String, Integer> categories = new LinkedHashMap<>();
        Map<String, Integer> within = new LinkedHashMap<>();
        double[] base = new double[leaves.size()];
        for (int i = 0; i < base.length; i++) {
            Topic topic = leaves.get(i);
            String category = catalog.path(topic.code()).get(0);
            int rank = categories.computeIfAbsent(category, any -> categories.size());
            int place = within.merge(category, 1, Integer::sum);
            base[i] = topic.code().equals(catalog.fallback().code())
                    ? FALLBACK
                    : Math.pow(rank + 1.5, -0.9) * Math.pow(place, -0.8) * (0.6 + 0.8 * Dice.fixed(topic.code()));
        }
        return base;
    }

    private double sum(double[] base, boolean fast) {
        double sum = 0;
        for (int i = 0; i < base.length; i++) {
            sum += leaves.get(i).fastTrack() == fast ? base[i] : 0;
        }
        return Math.max(sum, 1e-9);
    }

    private static Map<String, double[]> seasons() {
        Map<String, double[]> seasons = new LinkedHashMap<>();
        double[] winter = {3.2, 2.8, 1.4, 0.2, 0.05, 0.05, 0.05, 0.05, 0.05, 0.2, 1.2, 3};
        double[] heating = {1.8, 1.6, 1.2, 0.7, 0.2, 0.1, 0.1, 0.2, 0.9, 2.6, 1.9, 1.7};
        double[] summer = {0.1, 0.1, 0.3, 0.9, 2, 2.4, 2.2, 1.8, 1.1, 0.5, 0.2, 0.1};
        double[] spring = {0.6, 0.8, 2.2, 2.4, 1.5, 1, 0.8, 0.8, 0.8, 0.7, 0.6, 0.5};
        double[] school = {1.1, 1.1, 1.1, 1.1, 1.0, 0.6, 0.4, 1.4, 1.8, 1.2, 1.1, 0.9};
        for (String word : List.of("снег", "наледь", "налед", "сосул", "гололед", "гололёд")) {
            seasons.put(word, winter);
        }
        for (String word : List.of("отоплен", "тепло", "котельн", "батаре")) {
            seasons.put(word, heating);
        }
        for (String word : List.of("трав", "покос", "пляж", "клещ", "полив", "озелен", "фонтан")) {
            seasons.put(word, summer);
        }
        for (String word : List.of("ям", "дорог", "асфальт", "луж", "ливн")) {
            seasons.put(word, spring);
        }
        for (String word : List.of("школ", "детск", "питани", "учебн")) {
            seasons.put(word, school);
        }
        return seasons;
    }

    private double[] season(Topic topic) {
        String name = topic.name().toLowerCase(Locale.ROOT);
        return SEASONS.entrySet().stream()
                .filter(each -> name.contains(each.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(PLAIN);
    }

    Topic pick(int month, Dice dice) {
        return leaves.get(months.get(month - 1).pick(dice));
    }

    /** One that somebody might take for it: beside it in the catalog. */
    Topic mistaken(Topic right, Dice dice) {
        int at = leaves.indexOf(right);
        int other = at + (dice.chance(0.5) ? 1 : -1) * (1 + dice.below(3));
        return leaves.get(Math.floorMod(other, leaves.size()));
    }
}
