/** Tests the life of a key as its owner sees it: created, used, validated, refused, expired, revoked. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.key;
