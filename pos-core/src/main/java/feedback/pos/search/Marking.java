package feedback.pos.search;

import feedback.pos.search.Highlight.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Cuts the pieces out of a text in which words were found, so that each hit stands among some of its neighbours. */
final class Marking {
    private static final int AROUND = 80;
    private static final int WHOLE = 240;
    private static final int HITS_AT_MOST = 50;
    private static final String ELLIPSIS = "…";

    private Marking() {}

    /**
     * @param hits places in the text, in any order
     * @param most how many pieces at the most
     */
    static List<Highlight> of(String field, String text, List<Hit> hits, int most) {
        List<Hit> places = apart(hits);
        if (text.length() <= WHOLE) {
            return places.isEmpty() || most < 1 ? List.of() : List.of(new Highlight(field, text, places));
        }
        List<Highlight> pieces = new ArrayList<>();
        int at = 0;
        while (at < places.size() && pieces.size() < most) {
            int first = at;
            int end = places.get(at).to() + AROUND;
            while (at < places.size()
                    && places.get(at).from() - AROUND <= end
                    && at - first < HITS_AT_MOST
                    && places.get(at).to() - places.get(first).from() <= WHOLE + AROUND) {
                end = places.get(at).to() + AROUND;
                at++;
            }
            if (at == first) {
                at++;
            }
            pieces.add(piece(field, text, places.subList(first, at)));
        }
        return pieces;
    }

    /** In order, and what overlaps or touches as one. */
    private static List<Hit> apart(List<Hit> hits) {
        List<Hit> sorted = new ArrayList<>(hits);
        sorted.sort(Comparator.comparing(Hit::from).thenComparing(Hit::to));
        List<Hit> apart = new ArrayList<>();
        for (Hit hit : sorted) {
            int last = apart.size() - 1;
            if (last >= 0 && hit.from() <= apart.get(last).to()) {
                Hit before = apart.get(last);
                apart.set(last, new Hit(before.from(), Math.max(before.to(), hit.to())));
            } else {
                apart.add(hit);
            }
        }
        return apart;
    }

    private static Highlight piece(String field, String text, List<Hit> hits) {
        int from = begin(text, hits.get(0).from());
        int to = end(text, hits.get(hits.size() - 1).to());
        String head = from > 0 ? ELLIPSIS : "";
        String tail = to < text.length() ? ELLIPSIS : "";
        int moved = head.length() - from;
        return new Highlight(
                field,
                head + text.substring(from, to) + tail,
                hits.stream()
                        .map(hit -> new Hit(hit.from() + moved, hit.to() + moved))
                        .toList());
    }

    /** Where a word begins, not too far before the hit. */
    private static int begin(String text, int hit) {
        int from = Math.max(0, hit - AROUND);
        if (from == 0) {
            return 0;
        }
        for (int i = from; i < hit; i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i + 1;
            }
        }
        return Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
    }

    private static int end(String text, int hit) {
        int to = Math.min(text.length(), hit + AROUND);
        if (to == text.length()) {
            return to;
        }
        for (int i = to; i > hit; i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return Character.isLowSurrogate(text.charAt(to)) ? to - 1 : to;
    }
}
