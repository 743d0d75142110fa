package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.problem.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What values a field takes, how they are handed to PostgreSQL and how PostgreSQL writes them as JSON. Immutable; any
 * thread.
 */
public sealed interface FieldType
        permits NumberType,
                EnumType,
                EnumListType,
                DateType,
                DecimalType,
                ReadOnlyJsonType,
                BooleanType,
                FormatType,
                IdType,
                DateTimeType,
                ObjectType,
                TextType,
                IntegerType {
    /**
     * Checks one value as JSON gave it, never null.
     *
     * @return what is wrong with it, or null
     */
    @Nullable
    Violation check(String path, Object value);

    /** Adds everything that is wrong with the value. */
    default void check(String path, Object value, List<Violation> faults) {
        Violation fault = check(path, value);
        if (fault != null) {
            faults.add(fault);
        }
    }

    /** Whether two values, in which {@link #check} finds no fault, mean the same, however they are written. */
    default boolean same(Object one, Object other) {
        return parameter(one).equals(parameter(other));
    }

    /** The parameter for the PostgreSQL client. Only for a value that {@link #check} found no fault with. */
    Object parameter(Object value);

    /** An SQL expression of type text: the JSON of the SQL expression {@code column}, NULL where that is NULL. */
    String json(String column);
}
