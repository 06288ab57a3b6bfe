/** Storage in a SQL database: for deployments that keep what they are told. */
@org.jspecify.annotations.NullMarked
module feedback.pos.jdbc {
    requires com.zaxxer.hikari;
    requires transitive feedback.pos.core;
    requires transitive java.sql;
    requires org.apache.lucene.core;
    requires org.hsqldb;
    requires org.jdbi.v3.core;
    requires org.slf4j;
    requires static org.jspecify;

    exports feedback.pos.jdbc;
}
