/** The life of a key as its holder sees it: made, used, validated, refused, expired, revoked. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.key;
