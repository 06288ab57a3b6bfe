package feedback.pos.example.ownstorage;

import feedback.pos.codec.Codec;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * Every table: sorted maps from {@link Keys}, which compare as unsigned bytes, to text, which is JSON or an id. Any store
 * that can put, get, remove and walk such maps would do.
 *
 * @param heads by id: version and wake, little enough for the writer to look at; they outlive removed messages
 * @param messages by id: the message
 * @param journal by id and version: the line
 * @param numbers by number: the id
 * @param onceKeys by once key: the id
 * @param newest by time of creation and id, the newest first: the id
 * @param mine by applicant, and then like newest: the id
 * @param wakes by instant and id: the wake
 * @param outbox by id, version and place within the version: what waits to be told
 * @param queue by the instant from which the first of a strand may be told, and the strand: the strand
 * @param mail by recipient, and then like queue: the strand
 * @param records by kind and key: the document
 */
record Tables(
        MVMap<byte[], String> heads,
        MVMap<byte[], String> messages,
        MVMap<byte[], String> journal,
        MVMap<byte[], String> numbers,
        MVMap<byte[], String> onceKeys,
        MVMap<byte[], String> newest,
        MVMap<byte[], String> mine,
        MVMap<byte[], String> wakes,
        MVMap<byte[], String> outbox,
        MVMap<byte[], String> queue,
        MVMap<byte[], String> mail,
        MVMap<byte[], String> records) {
    static final Codec CODEC = new Codec();

    static Tables in(MVStore store) {
        return new Tables(
                open(store, "heads"),
                open(store, "messages"),
                open(store, "journal"),
                open(store, "numbers"),
                open(store, "onceKeys"),
                open(store, "newest"),
                open(store, "mine"),
                open(store, "wakes"),
                open(store, "outbox"),
                open(store, "queue"),
                open(store, "mail"),
                open(store, "records"));
    }

    private static MVMap<byte[], String> open(MVStore store, String name) {
        return store.openMap(
                name,
                new MVMap.Builder<byte[], String>()
                        .keyType(ByteArrayDataType.INSTANCE)
                        .valueType(StringDataType.INSTANCE));
    }

    /** The same tables as they are at this version, for reading. */
    Tables at(long version) {
        return new Tables(
                heads.openVersion(version),
                messages.openVersion(version),
                journal.openVersion(version),
                numbers.openVersion(version),
                onceKeys.openVersion(version),
                newest.openVersion(version),
                mine.openVersion(version),
                wakes.openVersion(version),
                outbox.openVersion(version),
                queue.openVersion(version),
                mail.openVersion(version),
                records.openVersion(version));
    }

    /** What stands under the keys from the first to the last, both included; null for no bound. Read as it is asked for. */
    static Stream<String> walk(MVMap<byte[], String> table, byte @Nullable [] first, byte @Nullable [] last) {
        Cursor<byte[], String> cursor = table.cursor(first, last, false);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(cursor, Spliterator.ORDERED), false)
                .map(key -> cursor.getValue());
    }

    /** What stands under the keys that begin so. */
    static Stream<String> walk(MVMap<byte[], String> table, byte[] beginning) {
        return walk(table, beginning, Keys.lastOf(beginning));
    }
}
