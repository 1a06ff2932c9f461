using KaggleRunner.LocalKaggle.Hosting;

return await LocalKaggleProgram.RunAsync(args, Console.Error);
