package feedback.pos.moderation;

import feedback.pos.moderation.Hint.Evidence;
import feedback.pos.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds personal data of others than who writes: mobile phones, e-mails, numbers of documents and cards (with their check digits where they
 * have them), and full names with a patronymic. What belongs to an office is none: its phones, its mailbox, who is named with a post,
 * streets and schools named after somebody. Immutable and thread-safe.
 */
final class PersonalData {
    private static final int BEFORE = 60;

    private static final Pattern MOBILE = Pattern.compile(
            "(?<![\\d+])(?:\\+7|8|7)[\\s(-]{0,3}9\\d{2}[\\s)-]{0,3}\\d{3}[\\s-]{0,2}\\d{2}[\\s-]{0,2}\\d{2}(?!\\d)|(?<![\\d+-])9\\d{2}[\\s-]?\\d{3}[\\s-]?\\d{2}[\\s-]?\\d{2}(?!\\d)");

    private static final Pattern MAIL =
            Pattern.compile("(?<![\\w.+-])[\\w.+-]{1,40}@[\\w-]{1,40}(?:\\.[\\w-]{1,20}){1,3}");

    /** A mailbox of an office. */
    private static final Pattern OFFICE = Pattern.compile(
            "(?:info|office|mail|priem|priemnaya|kanc|admin|adm|support|help|contact|sales|zakaz|uk|tsg|tsj|gkh|jkh|zhkh|obr|post|ds|school|sch|press|glava|duma|dispetcher|hr)[\\w.-]*@.*"
                    + "|.*@(?:.*\\.)?(?:gov|adm|admin|gosuslugi|mos|kursk|rkursk|ryazan|ryazangov|edu|rzd|rosseti|rkomi)[\\w-]*\\..*|.*\\.(?:gov\\.ru|su)");

    private static final Pattern PASSPORT = Pattern.compile(
            "(?:паспорт\\p{L}*|сери[яи])[^\\d\\n]{0,25}(?<!\\d)\\d{2}\\s?\\d{2}[\\s,№Nномер-]{0,10}\\d{6}(?!\\d)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern SNILS =
            Pattern.compile("(?<!\\d)\\d{3}[- ]\\d{3}[- ]\\d{3}[- ]\\d{2}(?!\\d)|(?<!\\d)\\d{11}(?!\\d)");
    private static final Pattern CARD = Pattern.compile("(?<!\\d)[2-6]\\d{3}([ -]?)\\d{4}\\1\\d{4}\\1\\d{4}(?!\\d)");
    private static final Pattern TAX = Pattern.compile("(?<!\\d)\\d{12}(?!\\d)");

    /** What of one's own stands before it. */
    private static final Pattern OWN = Pattern.compile(
            "(?:\\bмо[йеюя]\\b|\\bмоего\\b|\\bмоей\\b|\\bмне\\b|со мной|меня|для связи|контакт|обратн|отвечу|жду звонка|сообщите по|прошу ответ|ответ (?:прошу|на)|ответить|перезвон|звоните|свяжитесь|почта|тел(?:ефон)?\\.?:?|\\bэл\\.?|e-?mail:?|сот\\.?)[^.!?\\n]{0,40}$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    /** Others than who writes, in any case; owners and dwellers of a house mostly mean themselves. */
    private static final String OTHER =
            "(?i:сосед\\p{L}*|хозя(?:ин|йк|ев)\\p{L}*|владел\\p{L}+|квартирант\\p{L}*|знаком(?:ый|ого|ому|ая|ой)|нарушител\\p{L}+|должни\\p{L}+|виновни\\p{L}+)";

    private static final String RELATIVE =
            "(?i:мужа|жены|мамы|матери|отца|сына|дочери|дочки|брата|сестры|бабушки|дедушки|подруги|друга|родственни\\p{L}+)";

    private static final String CONTACT =
            "(?i:(?:моб|сот)\\p{L}*\\.?\\s*)?(?i:тел(?:ефон\\p{L}*)?|номер\\p{L}*|моб(?:ильн\\p{L}+)?|сот(?:ов\\p{L}+)?|(?:эл\\p{L}*\\.?\\s*)?(?:почт[аеуы]|адрес)|e-?mail|мейл|имейл)(?!\\p{L})\\.?";

    private static final String GAP = "[\\s,:;(—–-]{0,4}";

    /** Nothing of one's own. */
    private static final String FURTHER = "(?:\\s+(?!(?i:мо[йяеё]|моего|моей|мне|меня|мной)\\b)\\p{L}+)";

    /** Who does not write, right before a phone or an e-mail: says more than what else would make it one's own. */
    private static final Pattern ANOTHERS = Pattern.compile(
            "(?:\\b" + CONTACT + "\\s*(?:(?i:у|от)\\s+)?(?:(?i:мо(?:ей|его|их))\\s+)?\\b(?:" + OTHER + "|" + RELATIVE
                    + ")" + FURTHER + "{0,3}"
                    // «телефон Маши»: a name in the nominative may be a signature
                    + "|\\b" + CONTACT + "\\s+[А-ЯЁ][а-яё]+(?:[ыи]|ея)(?:\\s+[А-ЯЁ][а-яё]+)?"
                    + "|\\b" + OTHER
                    + "(?:\\s+(?i:собак\\p{L}*|квартир\\p{L}*|машин\\p{L}*|магазин\\p{L}*|сверху|снизу))?(?:\\s+[А-ЯЁ][а-яё]+){1,3}"
                    + GAP + "(?:" + CONTACT + ")?"
                    + "|\\b(?i:е[её]|его|их)\\s+(?:\\p{L}+\\s+)?" + CONTACT
                    + "|\\b(?i:телефон|тел\\.?|номер|почта)\\s+(?i:е[её]|его|их)"
                    + "|\\b(?i:(?:по|на)?(?:звон|пиш)(?:и|ите)|набер(?:и|ите))\\s+(?i:е(?:й|му)|им|" + OTHER
                    + "|(?-i:(?!(?:Мне|Нам|Глав|Мэр|Губернатор|Директор|Диспетчер|Мастер|Начальник|Инженер|Врач|Доктор|Администраци|Полици|Приёмн|Приемн|Управляющ))[А-ЯЁ][а-яё]+[аеиую]))(?:\\s+[А-ЯЁ][а-яё]+){0,2}(?:\\s+(?:по|на))?(?:"
                    + GAP + CONTACT + ")?)" + GAP + "$",
            Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private static final String WORD = "[А-ЯЁ][а-яё]{1,20}(?:-[А-ЯЁ][а-яё]{1,20})?";
    private static final String PATRONYMIC =
            "[А-ЯЁ][а-яё]{1,14}(?:ович|евич|ьич|ович[ауе]|евич[ауе]|ьич[ауе]|овичем|евичем|ьичом|[оеё]вн[аыуе]|[оеё]вной|иничн[аыуе]|ичн[аыуе]|иничной)";
    /** Most surnames, in any case; other words with a capital stand before a name too. */
    private static final String SURNAME =
            "[А-ЯЁ][а-яё]{1,20}(?:[оеё]в|[иы]н|[сц]к)(?:а|у|ым|е|ой|ою|ий|ого|ому|им|ая|ую|ых)?|[А-ЯЁ][а-яё]{2,20}(?:их|ых|ко|ук|юк|ян|дзе|ич|ец|ик|ак|чук|ман|берг)[ауе]?";

    private static final Pattern NAME = Pattern.compile("(?<![А-Яа-яЁё-])(?:(?:" + SURNAME + ")\\s+" + WORD + "\\s+"
            + PATRONYMIC + "(?!\\s+(?:" + SURNAME + ")(?![а-яё]))|" + WORD + "\\s+" + PATRONYMIC + "\\s+(?:" + SURNAME
            + "))(?![А-Яа-яЁё-])");

    /** What makes a name one of an office, of a place, of who writes, or of somebody long dead. */
    private static final Pattern NO_PRIVATE_PERSON = Pattern.compile(
            "(?:\\bул\\b|улиц|просп|\\bпр\\b|переул|\\bпер\\b|площад|бульвар|набереж|проезд|сквер|парк|имени|\\bим\\b|памят|бюст|мемориал|школ|гимнази|лице[йя]|музе|театр"
                    + "|уважаем|дорог(?:ой|ая)\\b|господин|госпож|здравствуйте|добрый день|обраща\\p{L}+ к"
                    + "|глав[аеуы]|губернатор|\\bмэр|министр|депутат|директор|начальник|руководител|председател|заместител|\\bзам\\b|специалист|инженер|мастер|врач|доктор|терапевт|педиатр|хирург|фельдшер|медсестр|заведующ|завуч|учител|воспитател|преподават|тренер|инспектор|участков|полици|прокурор|следовател|судь[яи]|пристав|диспетчер|оператор|менеджер|сотрудни|работни|администратор|кондуктор|водител|юрист|нотариус|помощник|секретар|президент|архитектор|бухгалтер|управляющ|\\bип\\b|предпринимател|кандидат|сенатор|спикер|старост|консьерж|агент"
                    + "|\\bя\\b|\\bот\\b|уважени|заявител|меня зовут|мо[её] имя|благодар|спасибо|герой|героя|ветеран|художник|писател|поэт|композитор|космонавт)[^.!?\\n]{0,50}$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    /** Of who has signed nothing follows but where to find them; a year of birth is none of that. */
    private static final Pattern SIGNATURE = Pattern.compile(
            "[\\s\\p{P}\\d№+]*(?:(?:тел\\p{L}*|ул(?:иц\\p{L}+)?|кв(?:артир\\p{L}+)?|д(?:ом\\p{L}?)?|г(?:ор(?:од\\p{L}?)?)?(?!\\.?\\s*р(?:ожд\\p{L}*)?(?!\\p{L}))|моб\\p{L}*|e-?mail|конт\\p{L}*)(?!\\p{L}).*)?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

    private static final Pattern NO_SIGNATURE = Pattern.compile(
            "\\b" + OTHER + "(?:\\s+\\p{Ll}+){0,2}\\s+$", Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private PersonalData() {}

    /** In the order of the text. */
    static List<Evidence> find(String text, Known known) {
        List<Evidence> found = new ArrayList<>();
        each(MOBILE, text, (from, to) -> {
            if (!isOwn(text, from) && !known.isPhone(digits(text, from, to))) {
                found.add(Evidence.of("phone", text, from, to));
            }
        });
        each(MAIL, text, (from, to) -> {
            String mail = text.substring(from, to).toLowerCase(Locale.ROOT);
            if (!isOwn(text, from) && !OFFICE.matcher(mail).matches() && !known.isMail(mail)) {
                found.add(Evidence.of("email", text, from, to));
            }
        });
        each(PASSPORT, text, (from, to) -> found.add(Evidence.of("passport", text, from, to)));
        each(SNILS, text, (from, to) -> {
            boolean named = text.substring(Math.max(0, from - BEFORE), from)
                    .toLowerCase(Locale.ROOT)
                    .contains("снилс");
            if (isSnils(digits(text, from, to)) && (named || text.charAt(from + 3) < '0')) {
                found.add(Evidence.of("snils", text, from, to));
            }
        });
        each(CARD, text, (from, to) -> {
            if (isCard(digits(text, from, to))) {
                found.add(Evidence.of("card", text, from, to));
            }
        });
        each(TAX, text, (from, to) -> {
            if (isTax(digits(text, from, to))) {
                found.add(Evidence.of("tax", text, from, to));
            }
        });
        each(NAME, text, (from, to) -> {
            String name = text.substring(from, to);
            if (!isPublic(text, from, to) && !known.isOfficial(name) && !known.isApplicant(name)) {
                found.add(Evidence.of("name", text, from, to));
            }
        });
        found.sort(Comparator.comparingInt(Evidence::from));
        return found;
    }

    private interface Part {
        void at(int from, int to);
    }

    private static void each(Pattern pattern, String text, Part part) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            part.at(matcher.start(), matcher.end());
        }
    }

    private static boolean isOwn(String text, int from) {
        String before = text.substring(Math.max(0, from - BEFORE), from);
        return OWN.matcher(before).find() && !ANOTHERS.matcher(before).find();
    }

    private static boolean isPublic(String text, int from, int to) {
        // The first word of what looks like a name may be «Уважаемый»
        int first = from;
        while (first < to && !Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        return NO_PRIVATE_PERSON
                        .matcher(text.substring(Math.max(0, from - BEFORE), first))
                        .find()
                // Who is named first or last has signed
                || text.substring(0, from).isBlank()
                || SIGNATURE.matcher(text.substring(to)).matches()
                        && !NO_SIGNATURE
                                .matcher(text.substring(Math.max(0, from - BEFORE), from))
                                .find();
    }

    private static int[] digits(String text, int from, int to) {
        return text.substring(from, to)
                .chars()
                .filter(each -> each >= '0' && each <= '9')
                .map(each -> each - '0')
                .toArray();
    }

    static boolean isSnils(int[] digits) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += digits[i] * (9 - i);
        }
        int check = sum % 101;
        return digits.length == 11 && sum > 0 && (check == 100 ? 0 : check) == 10 * digits[9] + digits[10];
    }

    /** By Luhn. */
    static boolean isCard(int[] digits) {
        int sum = 0;
        for (int i = 0; i < digits.length; i++) {
            int twice = (digits.length - i) % 2 == 0 ? 2 * digits[i] : digits[i];
            sum += twice > 9 ? twice - 9 : twice;
        }
        return sum > 0 && sum % 10 == 0;
    }

    private static final int[] FIRST = {7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
    private static final int[] SECOND = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};

    /** ИНН of a person. */
    static boolean isTax(int[] digits) {
        return check(digits, FIRST) == digits[10] && check(digits, SECOND) == digits[11];
    }

    private static int check(int[] digits, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += digits[i] * weights[i];
        }
        return sum % 11 % 10;
    }

    /** In any case the beginning of a name stays, whatever a stemmer makes of its end. */
    static String beginning(String form) {
        return form.substring(0, Math.min(4, form.length()));
    }

    /** What is known of who writes, and of who holds an office. */
    record Known(Set<String> applicant, Set<String> contacts, Predicate<String> official) {
        boolean isPhone(int[] digits) {
            StringBuilder last = new StringBuilder();
            for (int i = Math.max(0, digits.length - 10); i < digits.length; i++) {
                last.append(digits[i]);
            }
            return contacts.contains(last.toString());
        }

        boolean isMail(String mail) {
            return contacts.contains(mail);
        }

        boolean isOfficial(String name) {
            return official.test(name);
        }

        /** Two of its words are the applicant's, whatever their case. */
        boolean isApplicant(String name) {
            long same = Words.of(name, name.length()).stream()
                    .filter(each -> applicant.contains(beginning(each.form())))
                    .count();
            return same >= 2;
        }
    }
}
