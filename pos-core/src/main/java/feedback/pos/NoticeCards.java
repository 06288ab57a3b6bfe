package feedback.pos;

import feedback.pos.codec.Codec;
import feedback.pos.message.Cell;
import feedback.pos.notice.Notice;
import feedback.pos.notice.Notice.Content;
import feedback.pos.notice.Notice.Stage;
import feedback.pos.notice.Place;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Territory;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Cards.Card;
import feedback.pos.text.Words;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How notices are kept: a card for each, with a key for whatever it is looked for by, and one for each of its versions. What
 * is over has other keys than what is not, so that it is never in the way.
 */
final class NoticeCards {
    static final String KIND = "notice";
    static final String VERSION = "notice-version";
    private static final int MOST_WORDS = 20;

    private final Codec codec;

    NoticeCards(Codec codec) {
        this.codec = codec;
    }

    /** Where a notice is looked for. */
    enum Shelf {
        DRAFT,
        /** Published, and its time is not over. */
        LIVE,
        /** Withdrawn before its time was over. */
        GONE,
        PAST;

        static Shelf of(Notice notice, Instant now) {
            if (!notice.isPublic()) {
                return DRAFT;
            }
            if (notice.stage() == Stage.ENDED || !notice.content().ends().isAfter(now)) {
                return PAST;
            }
            return notice.stage() == Stage.WITHDRAWN ? GONE : LIVE;
        }

        String key(String what) {
            return name() + " " + what;
        }
    }

    /** The card, which wakes when the notice has to be put on another shelf. */
    Card card(Notice notice, Regulation rules, Instant now) {
        Shelf shelf = Shelf.of(notice, now);
        Instant wake =
                shelf == Shelf.LIVE || shelf == Shelf.GONE ? notice.content().ends() : null;
        return new Card(
                KIND,
                notice.id(),
                notice.version(),
                notice.createdAt(),
                wake,
                keys(notice.content(), shelf, rules),
                codec.writeRecord(notice));
    }

    private static Set<String> keys(Content content, Shelf shelf, Regulation rules) {
        Set<String> what = new LinkedHashSet<>(List.of("all", "kind " + content.kind()));
        content.place().cover().forEach(cell -> what.add(at(cell)));
        Territory territory = territory(content, rules);
        Place.prefixes(territory).forEach(prefix -> what.add(within(prefix)));
        if (!content.place().isDrawn()) {
            what.add(whole(territory.prefix()));
        }
        for (String topic : content.topics()) {
            rules.catalog().path(topic).forEach(code -> what.add(about(code)));
        }
        rules.directory().path(content.organization()).forEach(id -> what.add(of(id)));
        words(content.title()).forEach(stem -> what.add(called(stem)));
        Set<String> keys = new LinkedHashSet<>();
        what.forEach(each -> keys.add(shelf.key(each)));
        return keys;
    }

    static String at(Cell cell) {
        return "at " + cell;
    }

    /** Its territory lies in the one with this prefix. */
    static String within(String prefix) {
        return "in " + prefix;
    }

    /** It is for the whole territory with this prefix. */
    static String whole(String prefix) {
        return "whole " + prefix;
    }

    static String about(String topic) {
        return "topic " + topic;
    }

    static String of(String organization) {
        return "by " + organization;
    }

    static String called(String stem) {
        return "word " + stem;
    }

    /** The stems of the words of a title. */
    static Set<String> words(String title) {
        Set<String> stems = new LinkedHashSet<>();
        for (Words.Word word : Words.of(title, title.length())) {
            if (stems.size() < MOST_WORDS) {
                stems.add(word.stem().substring(0, Math.min(100, word.stem().length())));
            }
        }
        return stems;
    }

    /** The territory that is named, or the one of who issues it. */
    static Territory territory(Content content, Regulation rules) {
        Territory named = content.place().territory();
        return named != null
                ? named
                : rules.directory()
                        .find(content.organization())
                        .or(() -> rules.directory().find(rules.root()))
                        .map(Organization::territory)
                        .orElseThrow();
    }

    /** The version as it is kept for ever. */
    Card version(Notice notice) {
        return new Card(
                VERSION,
                idOf(notice.id(), notice.version()),
                1,
                notice.changedAt(),
                null,
                Set.of(notice.id().toString()),
                codec.writeRecord(notice));
    }

    static UUID idOf(UUID notice, int version) {
        return UUID.nameUUIDFromBytes((notice + " " + version).getBytes(StandardCharsets.UTF_8));
    }

    Notice read(Card card) {
        return codec.readRecord(card.body(), Notice.class);
    }

    /** The keys of what may be at a point or in a territory. */
    static List<String> places(@Nullable List<Cell> cells, List<String> wholes, @Nullable String within) {
        List<String> keys = new ArrayList<>();
        if (cells != null) {
            cells.forEach(cell -> keys.add(at(cell)));
        }
        wholes.forEach(prefix -> keys.add(whole(prefix)));
        if (within != null) {
            keys.add(within(within));
        }
        return keys;
    }
}
