package feedback.pos.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Small documents by kind and key: people, organizations, catalog editions, keys. Thread-safe; each call is one atomic,
 * durable step.
 */
public interface Records {

    /**
     * A document.
     *
     * @param kind what it is, at most 40 characters
     * @param key its id within the kind, at most 200 characters (code points, as everywhere)
     * @param body JSON
     */
    record Document(String kind, String key, String body) {}

    /** Writes documents, replacing those of the same kind and key; all or nothing. */
    void put(List<Document> documents);

    /** Writes a document unless one of its kind and key is there; says whether it was written. */
    boolean putIfAbsent(Document document);

    /**
     * Writes documents, replacing those of the same kind and key, if a document is still as it was seen; all or nothing. Of
     * several who change the same document in this way at once, one succeeds.
     *
     * @param seen the body that the document had, or null if there was none
     * @param documents the document itself is among them
     * @return false if it is another one by now; then nothing was written
     */
    boolean putIfUnchanged(String kind, String key, @Nullable String seen, List<Document> documents);

    /** The body of a document. */
    Optional<String> get(String kind, String key);

    /**
     * Documents of a kind in the order of their keys' code points.
     *
     * @param after the key to begin behind, empty for the beginning
     * @param limit 1 to 1,000
     */
    List<Document> list(String kind, String after, int limit);

    /** The kinds of which there are documents, in the order of their code points. */
    List<String> kinds();

    /** Removes a document; says whether there was one. */
    boolean remove(String kind, String key);
}
