using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Crm.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DefinitionVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "change_note",
                table: "workflow_definitions",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "created_by",
                table: "workflow_definitions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_indexed",
                table: "workflow_definitions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "published_at",
                table: "workflow_definitions",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "published_by",
                table: "workflow_definitions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "revision",
                table: "workflow_definitions",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.Sql("UPDATE workflow_definitions SET published_at = created_at WHERE is_published");

            migrationBuilder.CreateTable(
                name: "triggers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    definition_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    definition_version_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    activity_node_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: true),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_triggers", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_workflow_definitions_definition_id",
                table: "workflow_definitions",
                column: "definition_id",
                unique: true,
                filter: "is_latest");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_definitions_definition_id1",
                table: "workflow_definitions",
                column: "definition_id",
                unique: true,
                filter: "is_published");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_instance_id",
                table: "tasks",
                column: "instance_id",
                filter: "deal_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_triggers_definition_id_activity_node_id",
                table: "triggers",
                columns: new[] { "definition_id", "activity_node_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_triggers_due_at",
                table: "triggers",
                column: "due_at",
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_triggers_name_hash",
                table: "triggers",
                columns: new[] { "name", "hash" });

            AppendOnly.Protect(migrationBuilder, definitions: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var act in new[] { "delete", "truncate", "update" })
                migrationBuilder.Sql($"DROP TRIGGER workflow_definitions_refuse_{act} ON workflow_definitions");

            migrationBuilder.DropTable(
                name: "triggers");

            migrationBuilder.DropIndex(
                name: "ix_workflow_definitions_definition_id",
                table: "workflow_definitions");

            migrationBuilder.DropIndex(
                name: "ix_workflow_definitions_definition_id1",
                table: "workflow_definitions");

            migrationBuilder.DropIndex(
                name: "ix_tasks_instance_id",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "change_note",
                table: "workflow_definitions");

            migrationBuilder.DropColumn(
                name: "created_by",
                table: "workflow_definitions");

            migrationBuilder.DropColumn(
                name: "is_indexed",
                table: "workflow_definitions");

            migrationBuilder.DropColumn(
                name: "published_at",
                table: "workflow_definitions");

            migrationBuilder.DropColumn(
                name: "published_by",
                table: "workflow_definitions");

            migrationBuilder.DropColumn(
                name: "revision",
                table: "workflow_definitions");
        }
    }
}
