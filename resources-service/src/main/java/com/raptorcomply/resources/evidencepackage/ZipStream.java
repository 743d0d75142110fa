package com.raptorcomply.resources.evidencepackage;

import com.raptorcomply.resources.blob.Sha256;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.CRC32;

/**
 * Writes a ZIP file (PKWARE APPNOTE 6.3.10), one entry after the other, in bounded memory. The same contents always give the
 * same bytes: times are fixed, and contents are in uncompressed blocks (RFC 1951 section 3.2.4) of one size, so no library
 * has a choice. A file beyond 4 GiB has the records of ZIP64; an entry has less. Confined to the event loop of its request.
 */
final class ZipStream {
    /** The bytes of a block, but for the last one. */
    static final int BLOCK_BYTES = 32 * 1024;

    private static final long ENTRY_BYTES_MAX = 0xFFFF_FFFFL - 0x0100_0000L;
    private static final long OFFSET_MAX = 0xFFFF_FFFFL;
    private static final int ENTRIES_MAX = 0xFFFF;
    /** 1 January 1980, the earliest date. */
    private static final int DATE = 0x21;
    /** Sizes follow the content, and names are in UTF-8. */
    private static final int FLAGS = 0x0808;

    private static final int DEFLATE = 8;

    private final Function<Buffer, Future<Void>> out;
    private final List<Entry> entries = new ArrayList<>();
    private final CRC32 crc = new CRC32();
    private final Sha256 sha256 = new Sha256();
    private Buffer block = Buffer.buffer();
    private String name = "";
    private long offset;
    private long begun;
    private long size;

    /** An entry that was written. */
    record Entry(String name, long offset, long crc, long stored, long size, String sha256) {}

    /** @param out takes the next bytes; its future completes when more may follow */
    ZipStream(Function<Buffer, Future<Void>> out) {
        this.out = out;
    }

    /** Returns the entries that were written, in their order. */
    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Writes an entry whose content comes from a writer, which gets {@link #write} as its sink. */
    Future<Void> entry(String entryName, Function<Function<Buffer, Future<Void>>, Future<Void>> content) {
        return begin(entryName).compose(open -> content.apply(this::write)).compose(written -> end());
    }

    private Future<Void> begin(String entryName) {
        name = entryName;
        begun = offset;
        size = 0;
        crc.reset();
        return send(header(0x0403_4b50, Buffer.buffer(), 0, 0, 0).appendString(name));
    }

    private Future<Void> write(Buffer content) {
        byte[] bytes = content.getBytes();
        crc.update(bytes);
        sha256.update(bytes);
        size += bytes.length;
        if (size > ENTRY_BYTES_MAX) {
            return Future.failedFuture("An entry is larger than a ZIP file can have");
        }
        block.appendBuffer(content);
        Buffer blocks = Buffer.buffer();
        int taken = 0;
        for (; block.length() - taken >= BLOCK_BYTES; taken += BLOCK_BYTES) {
            appendBlock(blocks, block.slice(taken, taken + BLOCK_BYTES));
        }
        block = block.getBuffer(taken, block.length());
        return blocks.length() == 0 ? Future.succeededFuture() : send(blocks);
    }

    private Future<Void> end() {
        Buffer last = Buffer.buffer();
        if (block.length() > 0) {
            appendBlock(last, block);
            block = Buffer.buffer();
        }
        // The final block is empty, because only here it is known that no content follows.
        last.appendByte((byte) 1).appendUnsignedShortLE(0).appendUnsignedShortLE(0xFFFF);
        int headerBytes = 30 + name.getBytes(StandardCharsets.UTF_8).length;
        long stored = offset + last.length() - begun - headerBytes;
        entries.add(new Entry(name, begun, crc.getValue(), stored, size, sha256.hex()));
        last.appendUnsignedIntLE(0x0807_4b50L)
                .appendUnsignedIntLE(crc.getValue())
                .appendUnsignedIntLE(stored)
                .appendUnsignedIntLE(size);
        return send(last);
    }

    /** Writes the directory of all entries, with a comment. No entry may follow. */
    Future<Void> finish(String comment) {
        long directory = offset;
        Buffer end = Buffer.buffer();
        for (Entry entry : entries) {
            boolean isFar = entry.offset >= OFFSET_MAX;
            name = entry.name;
            end.appendBuffer(header(
                            0x0201_4b50,
                            Buffer.buffer().appendUnsignedShortLE(45),
                            entry.crc,
                            entry.stored,
                            entry.size))
                    .appendUnsignedShortLE(0)
                    .appendUnsignedShortLE(0)
                    .appendUnsignedShortLE(0)
                    .appendUnsignedIntLE(0)
                    .appendUnsignedIntLE(isFar ? OFFSET_MAX : entry.offset)
                    .appendString(entry.name);
            if (isFar) {
                end.setUnsignedShortLE(end.length() - nameBytes() - 16, 12);
                end.appendUnsignedShortLE(1).appendUnsignedShortLE(8).appendLongLE(entry.offset);
            }
        }
        long bytes = end.length();
        if (directory + bytes >= OFFSET_MAX || entries.size() >= ENTRIES_MAX) {
            appendEnd64(end, directory, bytes);
        }
        int count = Math.min(entries.size(), ENTRIES_MAX);
        end.appendUnsignedIntLE(0x0605_4b50L)
                .appendUnsignedIntLE(0)
                .appendUnsignedShortLE(count)
                .appendUnsignedShortLE(count)
                .appendUnsignedIntLE(Math.min(bytes, OFFSET_MAX))
                .appendUnsignedIntLE(Math.min(directory, OFFSET_MAX))
                .appendUnsignedShortLE(comment.length())
                .appendString(comment);
        return send(end);
    }

    private void appendEnd64(Buffer end, long directory, long bytes) {
        end.appendUnsignedIntLE(0x0606_4b50L)
                .appendLongLE(44)
                .appendUnsignedShortLE(45)
                .appendUnsignedShortLE(45)
                .appendUnsignedIntLE(0)
                .appendUnsignedIntLE(0)
                .appendLongLE(entries.size())
                .appendLongLE(entries.size())
                .appendLongLE(bytes)
                .appendLongLE(directory)
                .appendUnsignedIntLE(0x0706_4b50L)
                .appendUnsignedIntLE(0)
                .appendLongLE(directory + bytes)
                .appendUnsignedIntLE(1);
    }

    /** Returns the fields that the local header and the directory have in common, without the name. */
    private Buffer header(int signature, Buffer madeBy, long crcValue, long stored, long plain) {
        return Buffer.buffer()
                .appendUnsignedIntLE(signature)
                .appendBuffer(madeBy)
                .appendUnsignedShortLE(45)
                .appendUnsignedShortLE(FLAGS)
                .appendUnsignedShortLE(DEFLATE)
                .appendUnsignedShortLE(0)
                .appendUnsignedShortLE(DATE)
                .appendUnsignedIntLE(crcValue)
                .appendUnsignedIntLE(stored)
                .appendUnsignedIntLE(plain)
                .appendUnsignedShortLE(nameBytes())
                .appendUnsignedShortLE(0);
    }

    private int nameBytes() {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void appendBlock(Buffer blocks, Buffer content) {
        blocks.appendByte((byte) 0)
                .appendUnsignedShortLE(content.length())
                .appendUnsignedShortLE(~content.length() & 0xFFFF)
                .appendBuffer(content);
    }

    private Future<Void> send(Buffer bytes) {
        offset += bytes.length();
        return out.apply(bytes);
    }
}
