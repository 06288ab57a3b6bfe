package feedback.pos.example.ownstorage;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.disk.FilePathDisk;

/**
 * The file as the engine sees it, in two ways steadier than it is by itself:
 *
 * <ul>
 *   <li>An interrupted thread does not close it. Java closes a {@link FileChannel} then, for everybody: the storage would
 *       be gone because somebody cancelled a task.
 *   <li>What is written is on disk before anything is written after it, and the last block of a write comes after the rest
 *       of it. There the engine marks that a commit is whole, but does not itself see to it that a power cut leaves no
 *       mark without the rest.
 * </ul>
 */
final class SteadyPath extends FilePathDisk {
    private static final String SCHEME = "steady";
    private static final int BLOCK = 4096;

    static {
        FilePath.register(new SteadyPath());
    }

    /** The name by which the engine opens the file so. */
    static String of(Path file) {
        return SCHEME + ":" + file.toAbsolutePath();
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public SteadyPath getPath(String path) {
        SteadyPath steady = new SteadyPath();
        steady.name = path.startsWith(SCHEME + ":") ? path.substring(SCHEME.length() + 1) : path;
        return steady;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Steady(new RandomAccessFile(name, mode));
    }

    private static final class Steady extends FileBase {
        private final RandomAccessFile file;
        private boolean isOnDisk = true;

        Steady(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public synchronized int read(ByteBuffer into) throws IOException {
            int read = file.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
            into.position(into.position() + Math.max(read, 0));
            return read;
        }

        @Override
        public synchronized int write(ByteBuffer from) throws IOException {
            int length = from.remaining();
            if (length > BLOCK) {
                writeBehind(from, length - BLOCK);
            }
            writeBehind(from, from.remaining());
            return length;
        }

        private void writeBehind(ByteBuffer from, int length) throws IOException {
            if (!isOnDisk) {
                force(true);
            }
            isOnDisk = false;
            file.write(from.array(), from.arrayOffset() + from.position(), length);
            from.position(from.position() + length);
        }

        @Override
        public synchronized void force(boolean metadata) throws IOException {
            file.getFD().sync();
            isOnDisk = true;
        }

        @Override
        public synchronized long position() throws IOException {
            return file.getFilePointer();
        }

        @Override
        public synchronized FileChannel position(long position) throws IOException {
            file.seek(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.length();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            if (size < file.length()) {
                file.setLength(size);
            }
            return this;
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.getChannel().tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
