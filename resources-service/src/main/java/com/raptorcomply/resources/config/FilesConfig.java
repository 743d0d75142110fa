package com.raptorcomply.resources.config;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.DataSize;
import com.raptorcomply.chassis.settings.Default;
import com.raptorcomply.chassis.settings.NamesFiles;
import com.raptorcomply.chassis.settings.UnusableFileException;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings {@code files}: where uploaded files are, and their bounds.
 *
 * @param directory of all files, which all replicas share; with {@code s3}, of uploads under way only; null: no file can be
 *     uploaded or read
 * @param s3 the bucket that keeps the files; null: the directory keeps them
 * @param bytesMax of one file
 * @param freeBytesMin bytes of the disk that uploads leave free
 * @param uploadsMax uploads at once, of all organizations
 * @param organizationUploadsMax uploads at once, of one organization
 * @param types accepted media types, as found from the content; none: a list of documents, pictures, texts and archives
 * @param unusedAge after which a temporary file, or stored bytes to which no record refers, is removed
 * @param sweepInterval between two looks for those
 */
public record FilesConfig(
        @Nullable Path directory,
        @Nullable S3Config s3,
        @Default("1GiB") DataSize bytesMax,
        @Default("256MiB") DataSize freeBytesMin,
        @Default("32") int uploadsMax,
        @Default("8") int organizationUploadsMax,
        @Default("") List<String> types,
        @Default("1d") Duration unusedAge,
        @Default("1h") Duration sweepInterval)
        implements NamesFiles {
    private static final String OPEN_XML = "application/vnd.openxmlformats-officedocument.";
    private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument.";

    /** Documents, tables, slides, pictures, mails, texts and archives, but nothing that runs when it is opened. */
    private static final List<String> TYPES = List.of(
            "application/pdf",
            "application/rtf",
            "application/msword",
            "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint",
            "application/vnd.visio",
            "application/vnd.ms-outlook",
            "application/vnd.ms-visio.drawing",
            OPEN_XML + "wordprocessingml.document",
            OPEN_XML + "spreadsheetml.sheet",
            OPEN_XML + "presentationml.presentation",
            OPEN_DOCUMENT + "text",
            OPEN_DOCUMENT + "spreadsheet",
            OPEN_DOCUMENT + "presentation",
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/tiff",
            "image/bmp",
            "image/webp",
            "image/heic",
            "text/plain",
            "text/csv",
            "text/tab-separated-values",
            "application/json",
            "message/rfc822",
            "application/zip",
            "application/gzip",
            "application/x-7z-compressed");

    /** As types are found from the content, and compared. */
    private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9.+_-]*/[a-z0-9][a-z0-9.+_-]*");

    private static final long KIBI = 1024;
    private static final long TEBI = KIBI * KIBI * KIBI * KIBI;
    private static final int UPLOADS_MAX = 10_000;
    private static final int TYPES_MAX = 500;
    private static final Duration AGE_MIN = Duration.ofMinutes(1);
    private static final Duration AGE_MAX = Duration.ofDays(365);

    public FilesConfig {
        types = Checks.accepted(types).isEmpty() ? TYPES : Checks.accepted(types);
        Checks checks = new Checks();
        for (int i = 0; i < types.size(); i++) {
            String type = types.get(i);
            checks.expect(
                    TYPE.matcher(type).matches(),
                    "types[" + i + "]",
                    type,
                    "a media type in small letters, such as application/pdf");
        }
        checks.within("bytesMax", bytesMax, 1, TEBI)
                .expect(
                        s3 == null || directory != null,
                        "directory",
                        "",
                        "a directory for uploads under way, because s3 is set")
                .expect(
                        s3 == null || bytesMax == null || bytesMax.bytes() <= S3Config.OBJECT_BYTES_MAX,
                        "bytesMax",
                        bytesMax,
                        "at most 5GiB, which is what S3 takes at once")
                .within("freeBytesMin", freeBytesMin, 0, TEBI)
                .within("uploadsMax", uploadsMax, 1, UPLOADS_MAX)
                .within("organizationUploadsMax", organizationUploadsMax, 1, UPLOADS_MAX)
                .expect(types.size() <= TYPES_MAX, "types", types.size(), "at most " + TYPES_MAX + " media types")
                .within("unusedAge", unusedAge, AGE_MIN, AGE_MAX)
                .within("sweepInterval", sweepInterval, Duration.ofSeconds(1), AGE_MAX)
                .done();
    }

    /** Requires a directory that this process can write, or one in which it can make {@link #directory}. */
    @Override
    public void requireUsableFiles(Vertx vertx) throws UnusableFileException {
        if (directory == null) {
            return;
        }
        Path found = directory.toAbsolutePath();
        while (found.getParent() != null && !Files.exists(found)) {
            found = found.getParent();
        }
        if (!Files.isDirectory(found) || !Files.isWritable(found)) {
            String fault = Files.isDirectory(found) ? "' cannot be written" : "' is no directory";
            throw new UnusableFileException("directory", directory, "'" + found + fault);
        }
    }
}
