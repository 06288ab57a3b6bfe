package feedback.pos.http.api;

import feedback.pos.Pos;
import feedback.pos.notice.Notice;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Notices as an Atom feed (RFC 4287). Used by one thread. */
final class NoticeAtom {
    /** A name of the feed that stays the same wherever it is served from. */
    private static final String ID = "tag:feedback.pos,2026:notices";

    private final Pos pos;
    private final Names names;
    private final Locale locale;
    private final StringBuilder out = new StringBuilder();

    NoticeAtom(Pos pos, Names names, Locale locale) {
        this.pos = pos;
        this.names = names;
        this.locale = locale;
    }

    String of(List<Notice> notices) {
        Instant updated =
                notices.stream().map(Notice::changedAt).max(Instant::compareTo).orElse(Instant.EPOCH);
        out.append(
                        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"")
                .append(locale.getLanguage())
                .append("\">\n");
        element("id", ID);
        element("title", Words.get("notices.feed", locale));
        element("updated", updated.toString());
        out.append("<link rel=\"self\" href=\"notices.atom\"/>\n");
        notices.forEach(this::entry);
        return out.append("</feed>\n").toString();
    }

    private void entry(Notice notice) {
        Notice.Content content = notice.content();
        out.append("<entry>\n");
        element("id", "urn:uuid:" + notice.id());
        element("title", content.kind().text(locale) + ": " + content.title());
        element("updated", notice.changedAt().toString());
        element("published", Objects.requireNonNull(notice.publishedAt()).toString());
        out.append("<author>");
        element("name", names.organization(content.organization()));
        out.append("</author>\n<link rel=\"alternate\" type=\"text/html\" href=\"../../notices#")
                .append(notice.id())
                .append("\"/>\n");
        category(content.kind().name(), content.kind().text(locale));
        content.topics().stream()
                .flatMap(code -> pos.regulation().catalog().find(code).stream())
                .forEach(topic -> category(topic.code(), topic.name(locale)));
        element("content", period(content) + "\n\n" + content.text());
        out.append("</entry>\n");
    }

    private String period(Notice.Content content) {
        ZoneId zone = pos.regulation()
                .directory()
                .find(content.organization())
                .map(each -> each.zone())
                .orElse(pos.regulation().zone());
        DateTimeFormatter format =
                DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm (O)", Locale.ROOT).withZone(zone);
        Instant until = content.until();
        return format.format(content.from())
                + " – "
                + (until == null ? Words.get("notices.openEnd", locale) : format.format(until));
    }

    private void category(String term, String label) {
        out.append("<category term=\"")
                .append(escape(term))
                .append("\" label=\"")
                .append(escape(label))
                .append("\"/>\n");
    }

    private void element(String name, String text) {
        out.append('<')
                .append(name)
                .append('>')
                .append(escape(text))
                .append("</")
                .append(name)
                .append(">\n");
    }

    /** What XML 1.0 cannot hold at all is left out. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(letter -> {
            switch (letter) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    boolean isBreak = letter == '\n' || letter == '\t' || letter == '\r';
                    boolean isText =
                            letter >= ' ' && letter < 0xD800 || letter > 0xDFFF && letter < 0xFFFE || letter > 0xFFFF;
                    if (isBreak || isText) {
                        escaped.appendCodePoint(letter);
                    }
                }
            }
        });
        return escaped.toString();
    }
}
