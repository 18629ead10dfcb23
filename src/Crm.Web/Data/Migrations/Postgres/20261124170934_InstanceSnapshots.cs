using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Crm.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class InstanceSnapshots : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "instance_snapshots",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    deal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    act = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    taken_by = table.Column<Guid>(type: "uuid", nullable: false),
                    taken_at = table.Column<long>(type: "bigint", nullable: false),
                    undo_until = table.Column<long>(type: "bigint", nullable: false),
                    while_in_stage = table.Column<bool>(type: "boolean", nullable: false),
                    last_seq = table.Column<long>(type: "bigint", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: true),
                    journal_no = table.Column<long>(type: "bigint", nullable: false),
                    document = table.Column<string>(type: "text", nullable: true),
                    trace = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_instance_snapshots", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_instance_snapshots_deal_id_last_seq",
                table: "instance_snapshots",
                columns: new[] { "deal_id", "last_seq" });

            migrationBuilder.CreateIndex(
                name: "ix_instance_snapshots_taken_at",
                table: "instance_snapshots",
                column: "taken_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "instance_snapshots");
        }
    }
}
