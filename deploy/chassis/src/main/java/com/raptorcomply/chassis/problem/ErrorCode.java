package com.raptorcomply.chassis.problem;

import com.raptorcomply.chassis.http.framing.RequestFault;
import java.util.Locale;

/**
 * Lists all errors: one constant for each reason that a client can distinguish. A code is a contract, so its name and
 * status never change. {@code deploy/docs/ERRORS.md} prints this catalogue, and a test keeps the two equal.
 */
public enum ErrorCode {
    MALFORMED_REQUEST(
            400,
            "The request is not well-formed HTTP, or its target or a header has a form that is not accepted.",
            "Correct the request as the message says. The gateway closes the connection if the framing is ambiguous."),
    MALFORMED_JSON(
            400,
            "The body is not one JSON object in UTF-8 (RFC 8259), or holds a duplicate member or a forbidden character.",
            "Correct the body at the place that the message names."),
    MALFORMED_FILE(
            400,
            "The body is not a form with exactly one file, or the file is empty or not CSV in UTF-8.",
            "Save the file as CSV in UTF-8, and send it as the only part of multipart/form-data."),
    IMPORT_REFUSED(
            400,
            "The file of an import has errors, so nothing was stored. report lists them by row and column.",
            "Correct the cells that the report names, and import the file again."),
    INVALID_PARAMETER(
            400, "A query parameter has a value that is not accepted.", "Send a value as the message describes."),
    UNKNOWN_PARAMETER(
            400, "The operation has no such query parameter.", "Remove it, or use one that the message lists."),
    INVALID_CURSOR(
            400,
            "The cursor was not given by this list with these filters.",
            "Follow the Link header of the previous page unchanged, or start again without a cursor."),
    INVALID_HEADER(400, "A request header has a value that is not accepted.", "Send it as the message describes."),
    KEY_MISSING(
            401,
            "The request has no API key.",
            "Send the key once, as X-API-Key: rc_live_… or Authorization: ApiKey rc_live_…"),
    KEY_MALFORMED(
            401,
            "The request has no well-formed API key: form or checksum is wrong, or two fields may hold a key.",
            "Send the key whole and once, as X-API-Key: rc_live_…; use a scheme such as Bearer only in Authorization."),
    KEY_INVALID(
            401,
            "The key is unknown or revoked, or its organization or user is gone or suspended.",
            "Ask an admin for the key's status, and create a new key if it was revoked."),
    KEY_EXPIRED(401, "The key has expired.", "Ask an admin to extend the key, or create a new one."),
    SESSION_ENDED(401, "The session has ended.", "Sign in again."),
    SIGN_IN_FAILED(401, "E-mail address and password, or the provider's account, do not sign in.", "Try again."),
    SECOND_FACTOR_REQUIRED(
            401, "The account has a second factor.", "Send the current code of the authenticator app too."),
    SECOND_FACTOR_INVALID(401, "The code is wrong, or was used before.", "Send the next code that the app shows."),
    GATEWAY_CREDENTIAL_INVALID(
            401,
            "The gateway's credential is not one that the key service accepts.",
            "Operators: give the gateway the current credential of the key service."),
    DATA_SERVICE_CREDENTIAL_INVALID(
            401,
            "The data service's credential is not one that the key service accepts.",
            "Operators: give the data service the credential that the key service has as resources.credential."),
    STAMP_INVALID(
            401, "The request did not come through a gateway, or its stamp is not valid.", "Send it to the gateway."),
    PERMISSION_MISSING(
            403,
            "The key or the user lacks a permission, named as permission where one is missing.",
            "Ask an admin to add the permission to the key, or use another key."),
    RESTRICTED(
            403,
            "A restriction of the key or the user forbids this operation.",
            "Ask an admin to change the restriction (access control), or use another key."),
    ADDRESS_NOT_ALLOWED(
            403,
            "The key may not be used from this network address.",
            "Call from one of the key's allowedCidrs, or ask an admin to add the network."),
    IMPERSONATION_DENIED(
            403,
            "The key may not act as this user.",
            "Send X-Act-As-User only with a key that holds users:impersonate, and an active user of its organization."),
    EXCEEDS_OWN_KEY(
            403,
            "The calling key would create or change a key beyond its own expiry, networks or limits, or an owner would"
                    + " widen a constraint that an admin set on their key.",
            "Stay within the bound that field names, or ask an admin."),
    NOT_ALLOWED(
            403,
            "The role or the kind of the caller excludes this operation, whatever the caller's permissions are.",
            "Use the kind of caller that the documentation of the operation names."),
    CSRF_TOKEN_MISSING(
            403,
            "A browser session sent a change without its X-CSRF-Token.",
            "Send the csrfToken from the sign-in response."),
    NOT_FOUND(
            404,
            "The record or path does not exist, or belongs to another organization, or the caller may not see it.",
            "Check the id and the key."),
    METHOD_NOT_ALLOWED(405, "The path does not support this method.", "Use a method that the Allow header lists."),
    CODING_NOT_ACCEPTABLE(
            406,
            "Accept-Encoding refuses every available coding, and also a response without a coding.",
            "Accept gzip or identity."),
    REQUEST_TIMEOUT(408, "The request did not arrive in time.", "Send it again, faster or in smaller parts."),
    ALREADY_EXISTS(
            409, "Another record has this value already.", "Use another value, or change the record that has it."),
    STATE_CONFLICT(
            409, "The record's state does not permit this now.", "Read the record and do what the message says."),
    HAS_DEPENDANTS(
            409,
            "Other records depend on the record that was to be deleted. dependants counts them.",
            "Delete these records first, or move them elsewhere."),
    LAST_ADMIN(
            409,
            "The change would leave the organization without an active admin.",
            "Make another user an admin first."),
    LIMIT_REACHED(409, "The record holds as many of these as it may.", "Remove one first."),
    IN_PROGRESS(
            409,
            "A request with this Idempotency-Key is being processed, or has just ended.",
            "Send the same request again after a short delay."),
    SIGHT_MOVED(
            410,
            "What the key may see has changed, or the service was restored, so that a list of changes would not show all.",
            "Read the whole list again, then ask for changes since that."),
    PRECONDITION_FAILED(
            412, "If-Match or If-None-Match does not hold: the record has changed.", "Read the record again."),
    CONTENT_TOO_LARGE(413, "The body is larger than accepted.", "Send a smaller body."),
    URI_TOO_LONG(414, "The request target is too long.", "Shorten the query."),
    MEDIA_TYPE_UNSUPPORTED(
            415,
            "The body's media type is not accepted here.",
            "Use a type that the Accept header lists, for a PATCH Accept-Patch."),
    CODING_UNSUPPORTED(
            415,
            "The body's Content-Encoding is not accepted here.",
            "Send the body without a coding, or with one that the Accept-Encoding header lists."),
    FILE_TYPE_UNSUPPORTED(
            415,
            "The file's content has a media type that is not accepted. Neither its name nor Content-Type counts.",
            "Send a file of another type, or ask the operator to accept this one."),
    RANGE_NOT_SATISFIABLE(
            416, "The Range begins after the end of the file.", "Ask for a part within the size in Content-Range."),
    EXPECTATION_UNSUPPORTED(417, "Only 100-continue can be expected.", "Remove the Expect header."),
    REQUIRED(422, "A required field is missing or null.", "Send the field."),
    UNKNOWN_FIELD(422, "The body has a field that this operation does not know.", "Remove the field."),
    READ_ONLY(422, "The body changes a field that only the service sets.", "Remove the field, or send it unchanged."),
    INVALID_TYPE(422, "A field has a value of another JSON type.", "Send the type that the message names."),
    INVALID_VALUE(422, "A field has a value that is not accepted.", "Send a value as the message describes."),
    TOO_LONG(422, "A text or an array is longer than accepted.", "Shorten it."),
    REFERENCE_NOT_FOUND(
            422,
            "A field refers to a record that does not exist or that the caller may not see.",
            "Send the id of a record that the caller can read."),
    IDEMPOTENCY_KEY_REUSED(
            422, "The Idempotency-Key was used for another request.", "Use a new key for each new request."),
    PRECONDITION_REQUIRED(428, "The change needs If-Match.", "Read the record and send its ETag as If-Match."),
    QUOTA_EXCEEDED(
            429,
            "More requests than the rate limit of the key, the organization, the route or the address permits.",
            "Wait for Retry-After seconds. RateLimit-Policy names the limit."),
    TOO_MANY_IN_FLIGHT(
            429,
            "The key or its organization has reached its limit of concurrent requests.",
            "Wait for responses before sending more requests at once."),
    TOO_MANY_ATTEMPTS(429, "Too many attempts to sign in or to report keys.", "Wait for Retry-After seconds."),
    HEADER_TOO_LARGE(431, "The request's header is too large.", "Send fewer or shorter headers."),
    INTERNAL_ERROR(
            500, "The service failed unexpectedly.", "Retry later; give the requestId to the operator if it persists."),
    METHOD_UNSUPPORTED(501, "The gateway does not know this request method.", "Use a standard method."),
    UPSTREAM_FAILED(
            502,
            "The service behind the gateway broke off or did not send a valid HTTP response.",
            "Retry what is safe to repeat; send an Idempotency-Key with POST."),
    KEY_SERVICE_UNAVAILABLE(
            503,
            "The gateway cannot verify the key now. The key may be valid.",
            "Retry after Retry-After seconds. Do not replace the key."),
    PERMISSIONS_CHANGED(
            503, "The key's rights changed while the request was under way.", "Retry: the new rights apply."),
    OVERLOADED(503, "A service is overloaded.", "Retry after Retry-After seconds."),
    UPSTREAM_UNAVAILABLE(
            503, "No healthy instance of the service behind the gateway.", "Retry after Retry-After seconds."),
    DATABASE_UNAVAILABLE(503, "The database of a service cannot be reached.", "Retry after Retry-After seconds."),
    DEPENDENCY_UNAVAILABLE(
            503,
            "A service that this request needs cannot be reached, such as the sign-in provider or the data service.",
            "Retry after Retry-After seconds."),
    UPSTREAM_TIMEOUT(
            504,
            "The service behind the gateway did not answer in time.",
            "Retry what is safe to repeat; ask for less at once (limit)."),
    STORAGE_FULL(
            507,
            "The disk for files has no room for this one. Nothing of it was stored.",
            "Operators: make room, or lower files.freeBytesMin."),
    HTTP_VERSION_UNSUPPORTED(505, "The HTTP version is not accepted.", "Use HTTP/1.1 or HTTP/2.");

    private final int status;
    private final String cause;
    private final String remedy;

    ErrorCode(int status, String cause, String remedy) {
        this.status = status;
        this.cause = cause;
        this.remedy = remedy;
    }

    /** Returns the code of a fault in a request's HTTP. */
    public static ErrorCode of(RequestFault fault) {
        return switch (fault) {
            case SYNTAX, HOST, FRAMING -> MALFORMED_REQUEST;
            case VERSION -> HTTP_VERSION_UNSUPPORTED;
            case HEAD_TIMEOUT -> REQUEST_TIMEOUT;
            case LINE_TOO_LONG -> URI_TOO_LONG;
            case HEADER_TOO_LARGE -> HEADER_TOO_LARGE;
        };
    }

    /** Returns the only HTTP status of this code. */
    public int status() {
        return status;
    }

    /** Returns the code as clients see it, such as {@code key_expired}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the catalogue's sentence on the cause. */
    public String cause() {
        return cause;
    }

    /** Returns the catalogue's sentence on what the client can do. */
    public String remedy() {
        return remedy;
    }
}
