using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Crm.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ChildRuns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_workflow_instances_deal_id_definition_id",
                table: "workflow_instances");

            migrationBuilder.AddColumn<Guid>(
                name: "parent_instance_id",
                table: "workflow_instances",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_deal_id_definition_id",
                table: "workflow_instances",
                columns: new[] { "deal_id", "definition_id" },
                unique: true,
                filter: "status IN ('Running', 'Suspended') AND parent_instance_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_parent_instance_id",
                table: "workflow_instances",
                column: "parent_instance_id",
                filter: "parent_instance_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_workflow_instances_deal_id_definition_id",
                table: "workflow_instances");

            migrationBuilder.DropIndex(
                name: "ix_workflow_instances_parent_instance_id",
                table: "workflow_instances");

            migrationBuilder.DropColumn(
                name: "parent_instance_id",
                table: "workflow_instances");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_deal_id_definition_id",
                table: "workflow_instances",
                columns: new[] { "deal_id", "definition_id" },
                unique: true,
                filter: "status IN ('Running', 'Suspended')");
        }
    }
}
