using System.Text;
using System.Text.Json;
using KaggleRunner.Web.Artifacts;

namespace KaggleRunner.Tests.Web.Artifacts;

public sealed class NotebookTests
{
    [Fact]
    public void Cells_and_outputs_are_read()
    {
        var cells = Read(
            """
            {"cells":[
              {"cell_type":"markdown","source":["# A ","title"]},
              {"cell_type":"code","source":"print(1)","outputs":[
                {"output_type":"stream","text":["1\n"]},
                {"output_type":"display_data","data":{"image/png":"AQID","text/plain":"figure"}},
                {"output_type":"display_data","data":{"text/html":"<script>x</script>"}},
                {"output_type":"error","traceback":["\u001b[31mBoom\u001b[0m"]}]}
            ]}
            """
        );

        cells[0].Should().Match<NotebookCell>(cell => !cell.IsCode && cell.Source == "# A title");
        cells[1]
            .Outputs.Should()
            .Equal(
                new NotebookOutput(NotebookOutputKind.Text, "1\n"),
                new NotebookOutput(NotebookOutputKind.Image, "data:image/png;base64,AQID"),
                new NotebookOutput(NotebookOutputKind.Html, "<script>x</script>"),
                new NotebookOutput(NotebookOutputKind.Error, "Boom")
            );
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"cells\":5}")]
    public void What_is_no_notebook_is_refused(string text) =>
        FluentActions.Invoking(() => Read(text)).Should().Throw<InvalidDataException>();

    [Fact]
    public void Odd_parts_break_nothing()
    {
        Read(
                """{"cells":[1,null,{"source":{}},{"outputs":[1,{"data":5},{"data":{"image/png":"javascript:x"}},{"text":7}]}]}"""
            )
            .Should()
            .HaveCount(4);
        FluentActions.Invoking(() => Read(new string('[', 1000))).Should().Throw<JsonException>();
    }

    private static IReadOnlyList<NotebookCell> Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return Notebook.Read(stream);
    }
}
