package feedback.pos.example.ownstorage;

import feedback.pos.store.Held;
import feedback.pos.store.Storage;
import java.util.ArrayList;
import java.util.List;

/** Everything that a storage holds, read page by page. */
final class Pages {
    private Pages() {}

    static List<Held> of(Storage storage) {
        List<Held> all = new ArrayList<>();
        List<Held> page = storage.messages().everything(null, 100);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = storage.messages()
                    .everything(page.get(page.size() - 1).message().id(), 100);
        }
        return all;
    }
}
