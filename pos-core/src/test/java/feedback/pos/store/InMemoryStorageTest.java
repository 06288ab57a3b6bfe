package feedback.pos.store;

import feedback.pos.testkit.StorageContract;

/** The storage in memory keeps the whole contract. */
class InMemoryStorageTest implements StorageContract {
    @Override
    public Storage open() {
        return Storage.inMemory();
    }
}
