package feedback.pos.jdbc;

import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.search.Searchable;
import feedback.pos.search.Wanted;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The files of an index of words, and how they are read and written. The words are the core's own. Not thread-safe, but for what
 * Lucene does beside.
 */
final class WordIndex {
    /** Raised when what is taken down changes: an older index is made anew. */
    private static final String FORMAT = "1";

    private static final String ID = "id";
    private static final String AT = "at";

    /** Words that everybody may read of a message that is public, and the others. */
    private static final String OPEN = "w";

    private static final String INNER = "v";
    private static final String FORM = "f";
    private static final String HOLDER = "o";
    private static final String TOPIC = "t";
    private static final String STAGE = "s";
    private static final String KIND = "k";
    private static final String IS_OPEN = "p";

    private static final double MEGABYTES = 32;
    private static final int SHORTEST_GUESS = 4;
    private static final int LONGEST_GUESS = 30;

    private static final Sort NEWEST_FIRST = new Sort(
            LongField.newSortField(AT, true, SortedNumericSelector.Type.MAX),
            new SortField(ID, SortField.Type.STRING, true));

    private static final FieldType WORDS = words();

    private final Directory directory;
    private final IndexWriter writer;
    private final String base;
    private final long place;
    private DirectoryReader reader;
    private IndexSearcher searcher;

    private WordIndex(Directory directory, IndexWriter writer, String base, long place) throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.base = base;
        this.place = place;
        this.reader = DirectoryReader.open(writer);
        this.searcher = new IndexSearcher(reader);
    }

    private static FieldType words() {
        FieldType type = new FieldType();
        type.setTokenized(true);
        type.setOmitNorms(true);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.freeze();
        return type;
    }

    /** The index of the base in the folder, or null if there is none, or another base's, or it cannot be trusted. */
    static @Nullable WordIndex open(Path folder, UUID base) {
        try {
            if (!Files.isDirectory(folder)) {
                return null;
            }
            Directory directory = FSDirectory.open(folder);
            try {
                if (!DirectoryReader.indexExists(directory)) {
                    directory.close();
                    return null;
                }
                long place = placeOf(directory, base);
                if (place < 0) {
                    directory.close();
                    return null;
                }
                return new WordIndex(directory, writer(directory, false), base.toString(), place);
            } catch (IOException | RuntimeException e) {
                directory.close();
                throw e;
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            // Whatever is wrong with it, it can be made anew
            return null;
        }
    }

    /** Looks at every byte, so that damage is found before it is searched. */
    private static long placeOf(Directory directory, UUID base) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            Map<String, String> data = reader.getIndexCommit().getUserData();
            if (!base.toString().equals(data.get("base")) || !FORMAT.equals(data.get("format"))) {
                return -1;
            }
            for (LeafReaderContext leaf : reader.leaves()) {
                ((SegmentReader) leaf.reader()).checkIntegrity();
            }
            return Long.parseLong(data.getOrDefault("place", "-1"));
        }
    }

    /** An empty one, in place of what lies in the folder. */
    static WordIndex create(Path folder, UUID base) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
        Directory directory = FSDirectory.open(folder);
        try {
            return new WordIndex(directory, writer(directory, true), base.toString(), -1);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static IndexWriter writer(Directory directory, boolean isNew) throws IOException {
        TieredMergePolicy merging = new TieredMergePolicy();
        // A message that was taken out leaves the files altogether
        merging.setForceMergeDeletesPctAllowed(0);
        IndexWriterConfig config = new IndexWriterConfig(new NoAnalyzer())
                .setOpenMode(isNew ? IndexWriterConfig.OpenMode.CREATE : IndexWriterConfig.OpenMode.APPEND)
                .setMergePolicy(merging)
                .setRAMBufferSizeMB(MEGABYTES)
                .setCommitOnClose(false);
        return new IndexWriter(directory, config);
    }

    /** The words come cut already. */
    private static final class NoAnalyzer extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String fieldName) {
            throw new IllegalStateException("no text is to be cut for the field " + fieldName);
        }
    }

    /** Up to which line of the base the index on the disk goes. */
    long place() {
        return place;
    }

    void put(Message message) throws IOException {
        Document document = new Document();
        BytesRef id = new BytesRef(Columns.bytes(message.id()));
        document.add(new StringField(ID, id, Field.Store.NO));
        document.add(new SortedDocValuesField(ID, id));
        document.add(new LongField(AT, Columns.micros(message.createdAt()), Field.Store.NO));
        Searchable searchable = Searchable.of(message);
        add(document, OPEN, searchable, true);
        add(document, INNER, searchable, false);
        searchable.words().stream()
                .map(Searchable.Word::form)
                .filter(WordIndex::isGuessed)
                .distinct()
                .forEach(each -> document.add(new StringField(FORM, each, Field.Store.NO)));
        tags(document, HOLDER, message.holder().path());
        tags(document, TOPIC, message.topic().path());
        tags(document, STAGE, List.of(message.stage().name()));
        tags(document, KIND, List.of(message.kind().name()));
        tags(document, IS_OPEN, List.of(String.valueOf(message.submission().open())));
        writer.updateDocument(new Term(ID, id), document);
    }

    private static void add(Document document, String field, Searchable searchable, boolean open) {
        List<Searchable.Word> words =
                searchable.words().stream().filter(each -> each.open() == open).toList();
        if (!words.isEmpty()) {
            document.add(new Field(field, new Placed(words), WORDS));
        }
    }

    private static void tags(Document document, String field, List<String> values) {
        values.forEach(each -> document.add(new StringField(field, cut(each), Field.Store.NO)));
    }

    /** As much as a term bears. */
    private static String cut(String tag) {
        return tag.length() <= 1_000 ? tag : tag.substring(0, 1_000);
    }

    /** Words at the places where they stand. */
    private static final class Placed extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
        private final List<Searchable.Word> words;
        private int next;
        private int place;

        private Placed(List<Searchable.Word> words) {
            this.words = words;
        }

        @Override
        public void reset() {
            next = 0;
            place = 0;
        }

        @Override
        public boolean incrementToken() {
            if (next == words.size()) {
                return false;
            }
            clearAttributes();
            Searchable.Word word = words.get(next++);
            term.append(word.lexeme());
            step.setPositionIncrement(word.place() - place);
            place = word.place();
            return true;
        }
    }

    void remove(Collection<UUID> ids) throws IOException {
        for (UUID id : ids) {
            writer.deleteDocuments(new Term(ID, new BytesRef(Columns.bytes(id))));
        }
    }

    /** Lets searches see what was put and removed. */
    void show() throws IOException {
        DirectoryReader newer = DirectoryReader.openIfChanged(reader, writer);
        if (newer != null) {
            reader.close();
            reader = newer;
            searcher = new IndexSearcher(reader);
        }
    }

    /** Writes those files anew in which there is something that was removed. */
    void purge() throws IOException {
        writer.forceMergeDeletes();
    }

    /** To the disk, with the line of the base up to which it goes. */
    void keep(long lastPlace) throws IOException {
        writer.setLiveCommitData(Map.of("base", base, "format", FORMAT, "place", String.valueOf(lastPlace))
                .entrySet());
        writer.commit();
        show();
    }

    void close() throws IOException {
        reader.close();
        writer.close();
        directory.close();
    }

    /** Closes without writing anything. */
    void abandon() {
        try {
            reader.close();
            writer.rollback();
            directory.close();
        } catch (IOException | RuntimeException e) {
            // It is not to be used any more, whatever is wrong with it
            try {
                directory.close();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
        }
    }

    /** Whether a failure means that the files are not what they should be. */
    static boolean isDamage(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CorruptIndexException || cause instanceof AlreadyClosedException) {
                return true;
            }
        }
        return false;
    }

    /** Some of what was found, the newest first. */
    final class Page {
        private final Query query;
        private final int size;
        private final ScoreDoc[] docs;

        private Page(Query query, @Nullable FieldDoc after, int size) throws IOException {
            this.query = query;
            this.size = size;
            TopFieldDocs found =
                    searcher.search(query, new TopFieldCollectorManager(NEWEST_FIRST, size, after, 1, false));
            this.docs = found.scoreDocs;
        }

        List<UUID> ids() {
            return Stream.of(docs)
                    .map(each -> (BytesRef) ((FieldDoc) each).fields[1])
                    .map(each -> Columns.uuid(BytesRef.deepCopyOf(each).bytes))
                    .toList();
        }

        boolean isLast() {
            return docs.length < size;
        }

        Page next() throws IOException {
            return new Page(query, (FieldDoc) docs[docs.length - 1], size);
        }
    }

    /** @param after the position to go on behind */
    Page first(Wanted wanted, Filter filter, @Nullable Position after, int size) throws IOException {
        FieldDoc behind = after == null
                ? null
                : new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {
                    Columns.micros(after.createdAt()), new BytesRef(Columns.bytes(after.id()))
                });
        return new Page(query(wanted, filter), behind, size);
    }

    private static Query query(Wanted wanted, Filter filter) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (Wanted.Clause clause : wanted.clauses()) {
            Query open = query(clause, OPEN);
            Query either = filter.looksOnlyAtOpen()
                    ? open
                    : new BooleanQuery.Builder()
                            .add(open, Occur.SHOULD)
                            .add(query(clause, INNER), Occur.SHOULD)
                            .build();
            all.add(either, clause.excluded() ? Occur.MUST_NOT : Occur.FILTER);
        }
        if (filter.from() != null || filter.to() != null) {
            long from = filter.from() == null ? Long.MIN_VALUE : Columns.microsUp(filter.from());
            long to = filter.to() == null ? Long.MAX_VALUE : Columns.microsUp(filter.to()) - 1;
            all.add(LongField.newRangeQuery(AT, from, to), Occur.FILTER);
        }
        Set<String> within = filter.within();
        if (within != null) {
            all.add(anyOf(HOLDER, within), Occur.FILTER);
        }
        if (filter.organization() != null) {
            all.add(anyOf(HOLDER, Set.of(filter.organization())), Occur.FILTER);
        }
        if (filter.topic() != null) {
            all.add(anyOf(TOPIC, Set.of(filter.topic())), Occur.FILTER);
        }
        if (!filter.stages().isEmpty()) {
            all.add(anyOf(STAGE, filter.stages().stream().map(Stage::name).toList()), Occur.FILTER);
        }
        if (filter.kind() != null) {
            all.add(anyOf(KIND, Set.of(filter.kind().name())), Occur.FILTER);
        }
        if (filter.open() != null) {
            all.add(anyOf(IS_OPEN, Set.of(filter.open().toString())), Occur.FILTER);
        }
        return all.build();
    }

    private static Query anyOf(String field, Collection<String> values) {
        return new TermInSetQuery(
                field, values.stream().map(each -> new BytesRef(cut(each))).toList());
    }

    /** May hold for more messages than the clause, and where that is excluded for fewer. */
    private static Query query(Wanted.Clause clause, String field) {
        if (clause.beginning()) {
            String form = clause.forms().get(0);
            Query byStem = new PrefixQuery(new Term(field, form));
            if (clause.excluded()) {
                return byStem;
            }
            BooleanQuery.Builder any = new BooleanQuery.Builder().add(byStem, Occur.SHOULD);
            for (int length = 1; length < form.length(); length++) {
                any.add(new TermQuery(new Term(field, form.substring(0, length))), Occur.SHOULD);
            }
            return any.build();
        }
        if (clause.lexemes().size() == 1) {
            return new TermQuery(new Term(field, clause.lexemes().get(0)));
        }
        return new PhraseQuery(field, clause.lexemes().toArray(new String[0]));
    }

    private static boolean isGuessed(String form) {
        return form.length() >= SHORTEST_GUESS
                && form.length() <= LONGEST_GUESS
                && form.chars().allMatch(Character::isLetter);
    }

    private record Guess(String form, int slips, int messages) {}

    /** Words that occur and are spelt nearly so, the nearest first. */
    List<String> like(String word, int limit) throws IOException {
        Terms terms = MultiTerms.getTerms(reader, FORM);
        if (terms == null || !isGuessed(word)) {
            return List.of();
        }
        List<Guess> guesses = new ArrayList<>();
        TermsEnum near = new FuzzyTermsEnum(terms, new Term(FORM, word), Spelling.most(word), 0, true);
        BytesRef each;
        while ((each = near.next()) != null) {
            String form = each.utf8ToString();
            if (!form.equals(word)) {
                guesses.add(new Guess(form, Spelling.distance(word, form), near.docFreq()));
            }
        }
        return guesses.stream()
                .sorted(Comparator.comparing(Guess::slips)
                        .thenComparing(Guess::messages, Comparator.reverseOrder())
                        .thenComparing(Guess::form))
                .limit(limit)
                .map(Guess::form)
                .toList();
    }
}
