/** Receipts of a period, as the file that auditors ask for: the evidence of access removal (NERC CIP-004 R5). */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.receipt;
