package feedback.pos.store;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.testkit.LargeContract;
import feedback.pos.testkit.SnapshotContract;
import feedback.pos.testkit.StorageContract;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests of the tests: each promise of the storage contracts is broken once, and the contract that makes it must notice. A
 * storage that breaks none passes in the same harness.
 */
class MutantsTest {
    /** What takes longer hangs. */
    private static final long SECONDS = 30;

    private static final Map<Method, Long> COSTS = new ConcurrentHashMap<>();

    static Stream<Mutant> mutants() {
        return Stream.of(
                        CommitMutants.all(),
                        ReadMutants.all(),
                        LifeMutants.all(),
                        RemoveMutants.all(),
                        OutboxMutants.all(),
                        StrandMutants.all(),
                        RecordsMutants.all(),
                        CardsMutants.all(),
                        BallotMutants.all(),
                        WorkloadMutants.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void a_storage_that_breaks_one_promise_is_caught(Mutant mutant) {
        List<Throwable> broken = new ArrayList<>();
        for (Method test : testsOf(mutant.contract())) {
            Throwable failure = run(test, mutant.storage());
            if (failure instanceof AssertionError || failure instanceof TimeoutException) {
                System.out.println(mutant + " -> " + test.getName());
                return;
            }
            if (failure != null) {
                // The mutant may have stumbled over itself, which proves nothing.
                broken.add(failure);
            }
        }
        AssertionError missed = new AssertionError("nobody noticed that this is broken: " + mutant);
        broken.forEach(missed::addSuppressed);
        throw missed;
    }

    @Test
    void every_promise_is_broken_by_one_mutant() {
        assertThat(mutants().map(Mutant::promise)).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    }

    static Stream<Class<?>> contracts() {
        // Of 100,000 messages the storage in memory tells by itself; here they would cost more than all the rest.
        return Stream.concat(
                Arrays.stream(StorageContract.class.getInterfaces()).filter(each -> each != LargeContract.class),
                Stream.of(SnapshotContract.class));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void a_storage_that_keeps_every_promise_passes(Class<?> contract) {
        for (Method test : testsOf(contract)) {
            assertThat(run(test, ReadMutants.Copying::new)).as(test.getName()).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void every_contract_has_mutants(Class<?> contract) {
        assertThat(mutants()).anyMatch(each -> each.contract() == contract);
    }

    /** The tests of a contract, the cheap ones first as far as they are known. */
    private static List<Method> testsOf(Class<?> contract) {
        return Arrays.stream(contract.getDeclaredMethods())
                .filter(each -> each.isAnnotationPresent(Test.class))
                .sorted(Comparator.<Method>comparingLong(each -> COSTS.getOrDefault(each, 0L))
                        .thenComparing(Method::getName))
                .toList();
    }

    /** What the test fails with, or null if it passes. */
    private static @Nullable Throwable run(Method test, Supplier<Storage> storage) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            long began = System.nanoTime();
            if (test.getDeclaringClass() == SnapshotContract.class) {
                SnapshotContract subject = storage::get;
                test.invoke(subject);
            } else {
                StorageContract subject = storage::get;
                test.invoke(subject);
            }
            COSTS.merge(test, System.nanoTime() - began, Math::min);
            return null;
        });
        Thread thread = new Thread(task, test.getName());
        // One that hangs must not keep the others from ending.
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(SECONDS, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            return cause(e);
        } catch (TimeoutException hangs) {
            thread.interrupt();
            return hangs;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Behind the wrappings of reflection and of threads. */
    private static Throwable cause(Throwable wrapped) {
        Throwable cause = wrapped.getCause();
        boolean isWrapped = wrapped instanceof ExecutionException || wrapped instanceof InvocationTargetException;
        return isWrapped && cause != null ? cause(cause) : wrapped;
    }
}
