package feedback.pos.moderation;

import feedback.pos.message.Submission;
import feedback.pos.moderation.Hint.Evidence;
import feedback.pos.moderation.Hint.Kind;
import feedback.pos.moderation.PersonalData.Known;
import feedback.pos.organization.Person;
import feedback.pos.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hints for the moderator at what may stand against admitting a message. Goes by letters and word lists, knows no dictionary, and would rather
 * miss something than cry wolf; what follows from a hint, a person decides. Immutable and thread-safe.
 */
public final class Admissibility {
    private static final Admissibility USUAL = new Admissibility(Profanity.usual(), List.of());

    /** Imported texts may be longer; what stands behind is not looked at. */
    private static final int READ = 20_000;

    private static final int EVIDENCE = 20;

    /** Characters that it takes to tell of a matter. */
    private static final int MATTER = 40;

    private static final Pattern LINK = Pattern.compile(
            "(?:https?://|www\\.)[^\\s<>()\"«»]{3,200}|(?<![\\w@.])[a-z0-9-]{2,40}\\.(?:ru|com|net|org|su|info|biz|shop|online|site|top|xyz)(?:/[^\\s<>()\"«»]{0,200})?(?![\\w.]*@)|(?<!\\w)t\\.me/\\w+",
            Pattern.CASE_INSENSITIVE);

    /** Where people find laws, maps and pictures of what they write about. */
    private static final Pattern TRUSTED = Pattern.compile(
            "(?:https?://)?(?:[\\w-]+\\.)*(?:gov\\.ru|gosuslugi\\.ru|mos\\.ru|consultant\\.ru|garant\\.ru|docs\\.cntd\\.ru|yandex\\.ru|ya\\.ru|yadi\\.sk|2gis\\.ru|go\\.2gis\\.com|google\\.(?:ru|com)|goo\\.gl|wikipedia\\.org|wikimapia\\.org|openstreetmap\\.org|vk\\.com|ok\\.ru|mail\\.ru|youtube\\.com|rkursk\\.ru|dom\\.gosuslugi\\.ru)(?:[/?:].*)?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ADVERT = Pattern.compile(
            "\\b(?:скидк[аиу]|промокод|казино|букмекер\\p{L}*|заработ(?:ок|ка) в интернете|быстр\\p{L}+ заработ\\p{L}+|кредит без|займ\\p{L}* (?:онлайн|без)|микрозайм\\p{L}*|выгодн\\p{L}+ предложени\\p{L}+|успей(?:те)? купить|закажите сейчас|подпис(?:ывайтесь|ывайся)|интим услуг\\p{L}*|бесплатн\\p{L}+ консультаци\\p{L}+|криптовалют\\p{L}*|ставки на спорт|похуде\\p{L}+ без)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    /** Not the number of a house, of an entrance or of a day. */
    private static final Pattern NUMBERED = Pattern.compile(
            "(?:^|[\\n.!?:;])(?<!\\b(?:[Дд]|[Кк]в|[Уу]л|[Сс]тр|[Кк]орп|[Кк]|[Пп]од|[Пп]ер|[Пп]р|[Лл]ит|[Мм]кр)\\.)\\s*([1-9])\\s?[).]\\s?(?=\\p{L})"
                    + "(?!(?:подъезд|этаж|корпус|дом\\b|квартир|строени|январ|феврал|март|апрел|ма[йя]\\b|июн|июл|август|сентябр|октябр|ноябр|декабр))",
            Pattern.MULTILINE | Pattern.UNICODE_CHARACTER_CLASS);

    /** Where the next one of some questions may begin without any sign before it. */
    private static final Pattern NEXT = Pattern.compile(
            "(?<!\\b(?:\\p{Lu}\\p{L}{0,20}|дом\\p{L}{0,3}|квартир\\p{L}{0,3}|подъезд\\p{L}{0,3}|корпус\\p{L}{0,3}|школ\\p{L}{0,3}|кв|д|к|стр|корп)\\s)(?<=\\s)([2-9])[).]\\s?(?=\\p{L})",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern ASKING = Pattern.compile(
            "(?:а |и )?(?:когда|почему|где|куда|откуда|зачем|кто|кому|кем|что|чем|как|како[йемв]|какая|какие|каких|какую|каким|сколько|чей|на каком|по какой|до каких|с какой|в какие|в какой|будет ли|будут ли|можно ли|есть ли|планиру\\p{L}+ ли)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS | Pattern.DOTALL);

    private static final Pattern BLANK = Pattern.compile("\\s+");

    private static final Pattern ANOTHER = Pattern.compile(
            "\\b(?:второй вопрос|вторая проблема|вторая просьба|ещ[её] один вопрос|ещ[её] вопрос|и ещ[её] (?:одна )?(?:проблема|просьба)|другой вопрос|другая проблема|отдельный вопрос|(?:та|кро)\\p{L}+ (?:того )?(?:хотелось бы|хочу) (?:узнать|спросить))\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private final Profanity profanity;
    private final List<String> words;

    private Admissibility(Profanity profanity, List<String> words) {
        this.profanity = profanity;
        this.words = words;
    }

    /** The hints that come with the product. */
    public static Admissibility usual() {
        return USUAL;
    }

    /**
     * With more words that a message should not hold: words or phrases, matched whatever their case and ending; {@code =word} only in this
     * form, {@code root*} and {@code *root*} with anything behind or around; {@code !word} is innocent whatever else says of it.
     *
     * @param more at most 5,000, of at most 100 characters
     * @throws feedback.pos.refusal.Refusal INVALID_VALUE naming the line as in {@code words[3]}
     */
    public Admissibility withWords(List<String> more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(more);
        return new Admissibility(Profanity.with(all), List.copyOf(all));
    }

    /** The words that were added. */
    public List<String> words() {
        return words;
    }

    /**
     * What is known beside the message.
     *
     * @param topic the names of the topic and of those above it; they tell whether the place matters
     * @param applicant who wrote it, whose own data are no third party's; or null
     * @param official says whether a name is that of a known official
     */
    public record Beside(List<String> topic, @Nullable Person applicant, Predicate<String> official) {
        public Beside {
            topic = List.copyOf(topic);
        }

        /** Nothing. */
        public static Beside nothing() {
            return new Beside(List.of(), null, name -> false);
        }
    }

    /** What a moderator should look at; empty where there is nothing. */
    public List<Hint> hints(Submission sent, Beside beside) {
        String text = sent.text().length() > READ ? sent.text().substring(0, READ) : sent.text();
        List<Hint> hints = new ArrayList<>();
        // A text of another keyboard layout, and an empty one, would only give false hints
        String converted = Readability.otherLayout(text);
        if (converted != null || Readability.isUnreadable(text)) {
            // A rude word alone, disguised, is no word either
            add(hints, Kind.PROFANITY, converted == null ? profanity.find(text) : List.of());
            hints.add(new Hint(Kind.UNREADABLE, List.of(), converted));
            return hints;
        }
        add(hints, Kind.PROFANITY, profanity.find(text));
        add(hints, Kind.THIRD_PARTY_DATA, PersonalData.find(text, known(beside)));
        add(hints, Kind.SPAM, spam(text));
        boolean isPlaceless = sent.address() == null
                && sent.location() == null
                && Places.matter(text, beside.topic())
                && !Places.areTold(text, sent.territory().prefix());
        if (isPlaceless) {
            hints.add(new Hint(Kind.NO_ADDRESS, List.of(), null));
        }
        add(hints, Kind.SEVERAL_QUESTIONS, questions(text));
        return hints;
    }

    private static void add(List<Hint> hints, Kind kind, List<Evidence> evidence) {
        if (!evidence.isEmpty()) {
            hints.add(new Hint(kind, evidence.subList(0, Math.min(EVIDENCE, evidence.size())), null));
        }
    }

    private static Known known(Beside beside) {
        Person who = beside.applicant();
        Set<String> contacts = new HashSet<>();
        Set<String> name = Set.of();
        if (who != null) {
            name = Words.of(who.name(), who.name().length()).stream()
                    .map(each -> PersonalData.beginning(each.form()))
                    .collect(Collectors.toSet());
            String email = who.email();
            if (email != null) {
                contacts.add(email.toLowerCase(Locale.ROOT));
            }
            String phone = who.phone() == null ? "" : who.phone().replaceAll("\\D", "");
            contacts.add(phone.substring(Math.max(0, phone.length() - 10)));
        }
        return new Known(name, contacts, beside.official());
    }

    private static List<Evidence> spam(String text) {
        List<Evidence> found = new ArrayList<>();
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            if (!TRUSTED.matcher(link.group()).matches()) {
                found.add(Evidence.of("link", text, link.start(), link.end()));
            }
        }
        Matcher advert = ADVERT.matcher(text);
        while (advert.find()) {
            boolean isInLink =
                    found.stream().anyMatch(each -> each.from() <= advert.start() && advert.end() <= each.to());
            if (!isInLink) {
                found.add(Evidence.of("advert", text, advert.start(), advert.end()));
            }
        }
        found.sort(Comparator.comparingInt(Evidence::from));
        return found;
    }

    /** Numbered from one on, or said to be another one. */
    private static List<Evidence> questions(String text) {
        List<Evidence> asked = asked(text);
        if (!asked.isEmpty()) {
            return another(text, asked);
        }
        List<Evidence> found = new ArrayList<>();
        Matcher number = NUMBERED.matcher(text);
        int next = 1;
        int end = 0;
        while (number.find()) {
            if (Integer.parseInt(number.group(1)) == next) {
                // Short items are reasons, cases or addresses of one matter
                boolean isShort = next > 1 && number.start(1) - end < MATTER;
                if (isShort) {
                    return another(text, new ArrayList<>());
                }
                found.add(Evidence.of("numbered", text, number.start(1), number.end()));
                end = number.end();
                next++;
            }
        }
        boolean isList = found.size() > 1 && text.length() - end >= MATTER;
        return another(text, isList ? found : new ArrayList<>());
    }

    /** Numbered from one on, of which at least two ask: such are matters of their own however short they are. */
    private static List<Evidence> asked(String text) {
        List<Evidence> found = new ArrayList<>();
        Evidence item = numbered(NUMBERED, text, 1, 0);
        while (item != null) {
            found.add(item);
            Evidence marked = numbered(NUMBERED, text, found.size() + 1, item.to());
            Evidence bare = numbered(NEXT, text, found.size() + 1, item.to());
            item = marked == null || bare != null && bare.from() < marked.from() ? bare : marked;
        }
        int asking = 0;
        for (int i = 0; i < found.size(); i++) {
            int from = found.get(i).to();
            int line = text.indexOf('\n', from);
            int last = line < 0 ? text.length() : line;
            String each = text.substring(
                            from, i + 1 < found.size() ? found.get(i + 1).from() : last)
                    .strip();
            boolean asks = each.indexOf('?') > 0 || ASKING.matcher(each).matches();
            asking += asks && BLANK.matcher(each).find() ? 1 : 0;
        }
        return asking > 1 ? found : new ArrayList<>();
    }

    private static @Nullable Evidence numbered(Pattern pattern, String text, int wanted, int from) {
        Matcher number = pattern.matcher(text);
        boolean found = number.find(from);
        while (found && Integer.parseInt(number.group(1)) != wanted) {
            found = number.find();
        }
        return found ? Evidence.of("numbered", text, number.start(1), number.end()) : null;
    }

    private static List<Evidence> another(String text, List<Evidence> found) {
        Matcher another = ANOTHER.matcher(text);
        while (another.find()) {
            found.add(Evidence.of("another", text, another.start(), another.end()));
        }
        return found;
    }
}
