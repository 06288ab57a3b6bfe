package feedback.pos.http.region;

import feedback.pos.catalog.Topic;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Organization.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Topics and organizations that another system had and this region did not: named there, so coded here from the name. The
 * same name always gives the same code.
 */
public final class Imported {
    /** The code of the category under which imported topics stand. */
    public static final String CATEGORY = "import";

    private static final int SLUG = 40;
    private static final int NAME = 500;
    private static final String RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
    private static final List<String> LATIN = List.of(
            "a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u",
            "f", "kh", "ts", "ch", "sh", "sch", "", "y", "", "e", "yu", "ya");

    private Imported() {}

    /** The category of imported topics. */
    public static Topic category() {
        return new Topic(CATEGORY, null, "Импорт", "Imported", false, null, List.of(), null, null);
    }

    /** A topic of this name; ordinary, since no shorter term was promised. */
    public static Topic topic(String name) {
        String code = CATEGORY + "." + slug(name) + "-" + digest(name);
        return new Topic(code, CATEGORY, cut(name), null, false, null, List.of(), null, null);
    }

    /** An organization of this name, directly below the top. */
    public static Organization organization(String name, Organization top) {
        String id = "import-" + slug(name) + "-" + digest(name);
        return new Organization(id, top.id(), cut(name), Level.INSTITUTION, top.territory(), top.zone(), null);
    }

    /** A name as it is compared with others: case and spacing tell nothing apart. */
    public static String key(String name) {
        return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    private static String cut(String name) {
        String one = name.strip().replaceAll("\\s+", " ");
        return one.length() <= NAME ? one : one.substring(0, NAME - 1) + "…";
    }

    static String slug(String name) {
        StringBuilder slug = new StringBuilder();
        for (char c : key(name).toCharArray()) {
            int russian = RUSSIAN.indexOf(c);
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                slug.append(c);
            } else if (russian >= 0) {
                slug.append(LATIN.get(russian));
            } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
            if (slug.length() >= SLUG) {
                break;
            }
        }
        while (!slug.isEmpty() && slug.charAt(slug.length() - 1) == '-') {
            slug.setLength(slug.length() - 1);
        }
        return slug.isEmpty() ? "x" : slug.toString();
    }

    /** Keeps names apart that look the same in Latin letters. */
    private static String digest(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key(name).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
