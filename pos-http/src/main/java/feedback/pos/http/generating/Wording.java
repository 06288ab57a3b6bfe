package feedback.pos.http.generating;

import feedback.pos.catalog.Topic;
import feedback.pos.organization.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What people write: the catalog's own examples between phrases, with street names and proper names of which few are on every
 * page and very many hardly ever, so that a search finds common words, middling ones and rare ones. Immutable and thread-safe.
 */
final class Wording {
    private static final int STREETS = 4_000;
    private static final int NAMES = 30_000;

    private static final List<String> WELL_KNOWN = List.of(
            "Ленина",
            "Советская",
            "Центральная",
            "Молодёжная",
            "Школьная",
            "Садовая",
            "Лесная",
            "Новая",
            "Мира",
            "Гагарина",
            "Набережная",
            "Заводская",
            "Полевая",
            "Луговая",
            "Победы",
            "Пушкина",
            "Кирова",
            "Горького",
            "Чехова",
            "Дружбы",
            "Комсомольская",
            "Железнодорожная",
            "Строителей",
            "Студенческая",
            "Энергетиков",
            "Парковая",
            "Зелёная",
            "Солнечная",
            "Октябрьская",
            "Первомайская",
            "Спортивная",
            "Вокзальная",
            "Рабочая",
            "Почтовая",
            "Речная",
            "Степная",
            "Майская",
            "Космонавтов",
            "Менделеева",
            "Ломоносова");
    private static final List<String> HEADS = List.of(
            "Бел", "Берёз", "Бор", "Вер", "Весел", "Вишн", "Волж", "Гор", "Град", "Дач", "Добр", "Дуб", "Ерм", "Жар",
            "Завьял", "Заречн", "Звон", "Зелен", "Зор", "Иваш", "Ильм", "Калаш", "Камен", "Клён", "Княж", "Красн",
            "Лес", "Лип", "Луг", "Майд", "Мал", "Мирон", "Мост", "Назар", "Озёр", "Ольх", "Паш", "Песч", "Полев", "Поч",
            "Пруд", "Реч", "Рощ", "Рябин", "Сад", "Свет", "Сев", "Синиц", "Сосн", "Стар", "Степ", "Тих", "Топол",
            "Трав", "Узор", "Хлеб", "Цвет", "Черём", "Широк", "Юж", "Яблон", "Яр", "Ясен");
    private static final List<String> MIDDLES = List.of(
            "", "ов", "ин", "еньк", "ист", "уш", "ань", "овск", "ник", "ищ", "иц", "ар", "ыш", "ил", "от", "ак", "ур",
            "ем");
    private static final List<String> TAILS = List.of("ова", "ина", "енко", "ова", "ецкая");
    private static final List<String> FIRMS = List.of("ов", "ин", "ец", "енко", "ский", "ка", "ия", "он", "ис", "ара");

    private final Map<String, List<String>> phrases = read();
    private final Weights streets = Weights.zipf(STREETS, 1.0);
    private final Weights names = Weights.zipf(NAMES, 1.05);

    private static Map<String, List<String>> read() {
        Map<String, List<String>> phrases = new LinkedHashMap<>();
        try (InputStream file = Objects.requireNonNull(Wording.class.getResourceAsStream("phrases.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            List<String> section = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    section = new ArrayList<>();
                    phrases.put(line.substring(1, line.length() - 1), section);
                } else if (!line.isBlank()) {
                    section.add(line.strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return phrases;
    }

    private List<String> all(String section) {
        return Objects.requireNonNull(phrases.get(section), section);
    }

    /** A phrase for an occasion. */
    String say(String occasion, Dice dice) {
        return filled(dice.early(all(occasion)), null, dice);
    }

    private String filled(String phrase, @Nullable String street, Dice dice) {
        String text = phrase;
        if (text.contains("{street}")) {
            text = text.replace("{street}", street == null ? street(dice) : street);
        }
        if (text.contains("{name}")) {
            text = text.replace("{name}", name(names.pick(dice)));
        }
        if (text.contains("{house}")) {
            text = text.replace("{house}", house(dice));
        }
        if (text.contains("{n}")) {
            text = text.replace("{n}", String.valueOf(2 + dice.below(9)));
        }
        return text;
    }

    String street(Dice dice) {
        return street(streets.pick(dice));
    }

    String house(Dice dice) {
        return 1 + (int) dice.exponential(28) + (dice.chance(0.12) ? "а" : "");
    }

    /** The n-th commonest street. */
    private static String street(int rank) {
        if (rank < WELL_KNOWN.size()) {
            return WELL_KNOWN.get(rank);
        }
        int number = rank - WELL_KNOWN.size();
        return HEADS.get(number % HEADS.size())
                + MIDDLES.get(number / HEADS.size() % MIDDLES.size())
                + TAILS.get(number * 7 / HEADS.size() % TAILS.size());
    }

    /** The n-th commonest proper name; there are as many as numbers. */
    private static String name(int number) {
        int rest = number / HEADS.size();
        return HEADS.get(number % HEADS.size())
                + MIDDLES.get(rest % MIDDLES.size())
                + MIDDLES.get(rest / MIDDLES.size() % MIDDLES.size())
                + FIRMS.get(rest / (MIDDLES.size() * MIDDLES.size()) % FIRMS.size());
    }

    /** A message. */
    String message(Topic topic, String street, String house, Dice dice) {
        StringBuilder text = new StringBuilder(300);
        if (dice.chance(0.55)) {
            text.append(say("opening", dice)).append(' ');
        }
        text.append(matter(topic, dice));
        if (dice.chance(0.8)) {
            text.append(' ')
                    .append(filled(dice.early(all("place")), street, dice).replace("{at}", house));
        }
        if (dice.chance(0.5)) {
            text.append(' ').append(say("time", dice));
        }
        if (dice.chance(0.3)) {
            text.append(' ').append(matter(topic, dice));
        }
        if (dice.chance(0.45)) {
            text.append(' ').append(say("detail", dice));
        }
        if (dice.chance(0.65)) {
            text.append(' ').append(say("request", dice));
        }
        if (dice.chance(0.2)) {
            text.append(' ').append(say("closing", dice));
        }
        return text.toString();
    }

    private static String matter(Topic topic, Dice dice) {
        String matter = topic.examples().isEmpty() ? topic.name() : dice.early(topic.examples());
        char last = matter.charAt(matter.length() - 1);
        return last == '.' || last == '!' || last == '?' ? matter : matter + ".";
    }

    /** Somebody who writes. */
    Person person(String id, Dice dice) {
        boolean woman = dice.chance(0.62);
        String name = dice.early(all(woman ? "women" : "men")) + ' ' + dice.early(all("surnames")) + (woman ? "а" : "");
        return new Person(id, name, id.toLowerCase(Locale.ROOT) + "@example.org", null);
    }
}
