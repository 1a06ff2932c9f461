using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KaggleRunner.Core.Runs.Storage.Migrations
{
    /// <inheritdoc />
    public partial class History : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Annotations",
                table: "Runs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DeletedAt",
                table: "Runs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "RunFacts",
                columns: table => new
                {
                    Key = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ProjectId = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Project = table.Column<string>(type: "TEXT", nullable: false),
                    Target = table.Column<string>(type: "TEXT", nullable: false),
                    Standing = table.Column<string>(type: "TEXT", nullable: false),
                    Branch = table.Column<string>(type: "TEXT", nullable: true),
                    Sha = table.Column<string>(type: "TEXT", nullable: true),
                    Accelerator = table.Column<string>(type: "TEXT", nullable: true),
                    Kernel = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    RunGroup = table.Column<string>(type: "TEXT", nullable: true),
                    Quick = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Duration = table.Column<long>(type: "INTEGER", nullable: true),
                    SessionAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SessionTime = table.Column<long>(type: "INTEGER", nullable: true),
                    Starred = table.Column<bool>(type: "INTEGER", nullable: false),
                    Deleted = table.Column<bool>(type: "INTEGER", nullable: false),
                    TestsRead = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RunFacts", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "RunTags",
                columns: table => new
                {
                    RunKey = table.Column<long>(type: "INTEGER", nullable: false),
                    Tag = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RunTags", x => new { x.RunKey, x.Tag });
                });

            migrationBuilder.CreateIndex(
                name: "IX_RunFacts_Accelerator",
                table: "RunFacts",
                column: "Accelerator");

            migrationBuilder.CreateIndex(
                name: "IX_RunFacts_Branch",
                table: "RunFacts",
                column: "Branch");

            migrationBuilder.CreateIndex(
                name: "IX_RunFacts_CreatedAt",
                table: "RunFacts",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_RunFacts_Duration",
                table: "RunFacts",
                column: "Duration");

            migrationBuilder.CreateIndex(
                name: "IX_RunFacts_ProjectId_Number",
                table: "RunFacts",
                columns: new[] { "ProjectId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RunFacts_Sha",
                table: "RunFacts",
                column: "Sha");

            migrationBuilder.CreateIndex(
                name: "IX_RunFacts_Standing",
                table: "RunFacts",
                column: "Standing");

            migrationBuilder.CreateIndex(
                name: "IX_RunFacts_Target_CreatedAt",
                table: "RunFacts",
                columns: new[] { "Target", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_RunTags_Tag",
                table: "RunTags",
                column: "Tag");

            // Trigrams find any part of a text, as people expect of a search in paths and arguments.
            migrationBuilder.Sql("CREATE VIRTUAL TABLE RunTexts USING fts5(Text, Note, tokenize = 'trigram')");
            migrationBuilder.Sql(
                """
                CREATE TABLE Tests (
                    Key INTEGER PRIMARY KEY, ProjectId TEXT NOT NULL, NodeId TEXT NOT NULL, UNIQUE (ProjectId, NodeId));
                CREATE TABLE TestMessages (Hash INTEGER PRIMARY KEY, Text TEXT NOT NULL);
                CREATE TABLE TestResults (
                    TestKey INTEGER NOT NULL, RunAt INTEGER NOT NULL, RunKey INTEGER NOT NULL, Outcome INTEGER NOT NULL,
                    Milliseconds INTEGER NOT NULL, MessageHash INTEGER,
                    PRIMARY KEY (TestKey, RunAt, RunKey)) WITHOUT ROWID;
                CREATE INDEX IX_TestResults_RunKey ON TestResults (RunKey, Outcome, Milliseconds);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                "DROP TABLE TestResults; DROP TABLE TestMessages; DROP TABLE Tests; DROP TABLE RunTexts");

            migrationBuilder.DropTable(
                name: "RunFacts");

            migrationBuilder.DropTable(
                name: "RunTags");

            migrationBuilder.DropColumn(
                name: "Annotations",
                table: "Runs");

            migrationBuilder.DropColumn(
                name: "DeletedAt",
                table: "Runs");
        }
    }
}
