package feedback.pos.testkit;

import feedback.pos.store.Storage;

/**
 * Everything that a {@link Storage} promises, as tests. A storage's own test implements this and says how an empty one is
 * opened; every test opens one and closes it:
 *
 * <pre>{@code
 * class MyStorageTest implements StorageContract {
 *     @Override
 *     public Storage open() {
 *         return MyStorage.in(new TemporaryPlace());
 *     }
 * }
 * }</pre>
 */
public interface StorageContract
        extends CommitContract,
                RaceContract,
                ReadContract,
                ListContract,
                SearchContract,
                WorkloadContract,
                LimitContract,
                LargeContract,
                WorkOffContract,
                EverythingContract,
                RemoveContract,
                RedactContract,
                OutboxContract,
                StrandContract,
                TakeContract,
                TakeForContract,
                RecordsContract,
                CardsContract,
                BallotContract {

    /** A new storage that holds nothing. */
    @Override
    Storage open();
}
