package feedback.pos.jdbc;

import feedback.pos.message.Message;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds messages by words, by an index. What was committed before it is asked is found. Thread-safe. */
interface WordSearch extends AutoCloseable {

    /** As {@link feedback.pos.store.MessageStore#list}, of a filter with a text and without an applicant or a leader. */
    List<Message> list(Filter filter, @Nullable Position after, int limit);

    /** As {@link feedback.pos.store.MessageStore#wordsLike}. */
    List<String> wordsLike(String word, int limit);

    /**
     * Is told after each commit, outside its transaction.
     *
     * @param messages how many were written
     * @param forgets whether something was taken out of them that must not be found any more
     */
    void written(int messages, boolean forgets);

    /** Takes all messages down anew. */
    void rebuild();

    @Override
    void close();
}
