using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Crm.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class GatesAndFindings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "checklist_ticks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    item = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ticked_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    ticked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    removed = table.Column<bool>(type: "INTEGER", nullable: false),
                    revision = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    deal_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_checklist_ticks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "findings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    deal_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    rule_code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    deviation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    refused = table.Column<bool>(type: "INTEGER", nullable: false),
                    stage_code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    visit_no = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    on_behalf_of = table.Column<Guid>(type: "TEXT", nullable: true),
                    door = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    act = table.Column<Guid>(type: "TEXT", nullable: false),
                    rules_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: true),
                    evidence = table.Column<string>(type: "TEXT", nullable: false),
                    points = table.Column<int>(type: "INTEGER", nullable: false),
                    undone_at = table.Column<long>(type: "INTEGER", nullable: true),
                    key = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    disposition = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    disposed_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    disposed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    owner_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    expires_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    revision = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_findings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "gate_evaluations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    deal_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    visit_no = table.Column<int>(type: "INTEGER", nullable: false),
                    stage_code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    gate_code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    severity = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    result = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    on_behalf_of = table.Column<Guid>(type: "TEXT", nullable: true),
                    act = table.Column<Guid>(type: "TEXT", nullable: false),
                    rules_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    inputs = table.Column<string>(type: "TEXT", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", nullable: false),
                    withdrawn_at = table.Column<long>(type: "INTEGER", nullable: true),
                    withdrawn_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    withdrawn_seq = table.Column<long>(type: "INTEGER", nullable: true),
                    undone_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gate_evaluations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "overrides",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    stage_code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    visit_no = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    requested_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    requested_at = table.Column<long>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    decided_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    decided_on_behalf_of = table.Column<Guid>(type: "TEXT", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    revision = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    deal_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_overrides", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_checklist_ticks_deal_id",
                table: "checklist_ticks",
                column: "deal_id");

            migrationBuilder.CreateIndex(
                name: "ix_findings_at",
                table: "findings",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_findings_deal_id_key",
                table: "findings",
                columns: new[] { "deal_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_findings_disposition_at",
                table: "findings",
                columns: new[] { "disposition", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_gate_evaluations_deal_id_at",
                table: "gate_evaluations",
                columns: new[] { "deal_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_gate_evaluations_gate_code_result_at",
                table: "gate_evaluations",
                columns: new[] { "gate_code", "result", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_overrides_deal_id",
                table: "overrides",
                column: "deal_id");

            migrationBuilder.CreateIndex(
                name: "ix_overrides_task_id",
                table: "overrides",
                column: "task_id");

            AppendOnly.ProtectGates(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "checklist_ticks");

            migrationBuilder.DropTable(
                name: "findings");

            migrationBuilder.DropTable(
                name: "gate_evaluations");

            migrationBuilder.DropTable(
                name: "overrides");
        }
    }
}
