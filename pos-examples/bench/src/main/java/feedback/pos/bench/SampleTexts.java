package feedback.pos.bench;

import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Topic;
import feedback.pos.topic.Example;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Writes messages of about 300 characters as citizens write them, the same ones for the same seed. For one thread. */
final class SampleTexts {
    private static final int LENGTH = 300;
    private static final List<String> AROUND = List.of(
            "Добрый день!",
            "Здравствуйте, уважаемая администрация.",
            "Прошу принять меры и сообщить о сроках.",
            "Обращались уже дважды, ответа по существу так и не получили.",
            "Это продолжается с прошлой осени, жители всего дома возмущены.",
            "Рядом детский сад и остановка, ходить стало просто опасно.",
            "Фотографии могу прислать дополнительно.",
            "Соседи готовы подтвердить каждое слово.",
            "По телефону отвечают, что заявка принята, но никто не приходит.",
            "Надеемся на ваше понимание и скорое решение вопроса.",
            "Когда это будет исправлено?",
            "Пожилым людям и мамам с колясками приходится обходить через соседний двор.");
    private static final List<String> STREETS =
            List.of("Ленина", "Садовая", "Карла Маркса", "Школьная", "Заводская", "Гагарина", "Лесная", "Советская");

    private final List<Topic> topics;
    private final SplittableRandom random;

    SampleTexts(Catalog catalog, long seed) {
        this.topics = catalog.topics().stream()
                .filter(topic -> !topic.examples().isEmpty() && topic.retired() == null)
                .toList();
        this.random = new SplittableRandom(seed);
    }

    /** A text and what it is about. */
    Example next() {
        Topic topic = any(topics);
        StringBuilder text = new StringBuilder(any(AROUND)).append(' ').append(any(topic.examples()));
        text.append(". Адрес: ул. ").append(any(STREETS)).append(", ").append(1 + random.nextInt(150));
        text.append('.');
        while (text.length() < LENGTH - 30) {
            text.append(' ').append(any(AROUND));
        }
        return new Example(text.toString(), topic.code());
    }

    /** Several. */
    List<Example> next(int count) {
        return Stream.generate(this::next).limit(count).toList();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
