/** The demo data: two organizations with believable, always equal inventories of NERC CIP facilities, systems and assets. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.local.demo;
