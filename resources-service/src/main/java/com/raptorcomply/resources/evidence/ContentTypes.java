package com.raptorcomply.resources.evidence;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;

/**
 * Finds the media type of a file from its first bytes. What the client says of the type does not count. The name only
 * distinguishes types of the same form, such as the kinds of office documents, which all are ZIP archives. Any thread.
 */
final class ContentTypes {
    /** The bytes from which Tika decides. */
    private static final int FIRST_BYTES = 64 * 1024;

    private final MimeTypes known = MimeTypes.getDefaultMimeTypes();
    private final MediaTypeRegistry relations = known.getMediaTypeRegistry();
    private final Set<String> accepted;

    ContentTypes(List<String> accepted) {
        this.accepted = Set.copyOf(accepted);
    }

    /** Returns the type of a file that begins with these bytes; throws a 415 if it is not accepted. */
    String require(byte[] first, String name) {
        String type = detect(first, name);
        if (!accepted.contains(type)) {
            throw Problem.of(
                            ErrorCode.FILE_TYPE_UNSUPPORTED,
                            "A file of the type " + type + " is not accepted: its content decides, not its name")
                    .withField(UploadForm.FILE)
                    .exception();
        }
        return type;
    }

    private String detect(byte[] first, String name) {
        byte[] head = first.length > FIRST_BYTES ? Arrays.copyOf(first, FIRST_BYTES) : first;
        MediaType content = detect(head, new Metadata());
        Metadata named = new Metadata();
        named.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        MediaType both = detect(head, named);
        // Every type is one of bytes, so a name may not decide where the content is not known.
        boolean isRefined = !content.equals(MediaType.OCTET_STREAM) && relations.isSpecializationOf(both, content);
        return (isRefined ? both : content).toString();
    }

    private MediaType detect(byte[] head, Metadata metadata) {
        try {
            return known.detect(new ByteArrayInputStream(head), metadata).getBaseType();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
